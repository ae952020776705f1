EXTRA_DIST += docs/ANSWERING.md docs/AUDIT.md docs/CHECK.md docs/CITATIONS.md docs/DESIGN.md docs/HACKING.md docs/PERFORMANCE.md docs/PORTAL.md docs/REGISTRY.md docs/SEARCH.md docs/VERSIONS.md docs/VESTING.md
EXTRA_DIST += docs/systemd/quanze.service docs/systemd/quanze.socket

dist_man_MANS = docs/quanze.1 docs/quanze-index.1

# Completion of the command line. bash finds a file by the name of the program.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = docs/completion/quanze.bash
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = docs/completion/_quanze

install-data-hook:
	cd "$(DESTDIR)$(bashcompletiondir)" && rm -f quanze quanze-index && \
	  mv quanze.bash quanze && ln -s quanze quanze-index

uninstall-hook:
	cd "$(DESTDIR)$(bashcompletiondir)" 2>/dev/null && rm -f quanze quanze-index || :
