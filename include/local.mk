nobase_noinst_HEADERS = \
	include/quanze/citation.h \
	include/quanze/date.h \
	include/quanze/exit.h \
	include/quanze/fold.h \
	include/quanze/index.h \
	include/quanze/instrument.h \
	include/quanze/lexicon.h \
	include/quanze/locale.h \
	include/quanze/mode.h \
	include/quanze/numeral.h \
	include/quanze/power.h \
	include/quanze/provision.h \
	include/quanze/quote.h \
	include/quanze/segment.h \
	include/quanze/sheet.h \
	include/quanze/sketch.h \
	include/quanze/source.h \
	include/quanze/store.h \
	include/quanze/text.h \
	include/quanze/timeline.h \
	include/quanze/vesting.h
