"""A program: runs a command, and presses Ctrl-C as soon as it says where the site is."""

import signal
import subprocess
import sys

with subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True) as process:
    for line in process.stdout:
        sys.stdout.write(line)
        if "The site is at" in line:
            process.send_signal(signal.SIGINT)
sys.exit(process.returncode)
