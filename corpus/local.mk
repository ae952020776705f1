lexicondir = $(pkgdatadir)/lexicon
dist_lexicon_DATA =
