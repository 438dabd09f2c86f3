"""With which arguments is a browser of Chromium's family started to look at a site?"""

# The browser's own errands stay undone: what is on the wire is the site's.
_NO_ERRANDS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
# A page is looked at for seconds: machine code made for a function called a few hundred times costs more than it
# saves (a sixth of the processor's time of accessibility scans). Loops and functions that really are hot still get it.
_SHORT_VISITS = "--js-flags=--invocation-count-for-maglev=20000 --invocation-count-for-turbofan=60000"

ARGUMENTS = (*_NO_ERRANDS, _SHORT_VISITS)
