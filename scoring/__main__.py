"""``python -m scoring``."""

import signal

if __name__ == "__main__":
    # Until the commands answer signals themselves, control-C ends this process without a trace of Python.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from scoring.cli import main

    main()
