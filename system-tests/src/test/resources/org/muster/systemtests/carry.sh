#!/bin/sh
# A volunteer application that does nothing but carry its input over to its output, to see large files on their way.
set -eu
cat in >out
echo 0 >boinc_finish_called
