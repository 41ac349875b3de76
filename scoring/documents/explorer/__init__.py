"""The web explorer: static pages over the results, opened from the disk or any web server, without a network.

The pages themselves are built from ``explorer/`` at the root of the repository into ``bundle/`` here; what a run adds are the
files of ``data/``, scripts that each hand one value to the page. A value is what :class:`scoring.results.model.Results` says:
finished strings, nothing computed here.
"""
