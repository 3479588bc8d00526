#!/bin/sh
# A volunteer application as small as can be: counts so many steps of half a second ($1) and writes the number.
# It talks to the client as every BOINC application does, through the file of eight channels of 1024 bytes that both
# map into their memory; what is written to such a file is seen in the mapping at once. With "say" as the second word it
# sends a trickle-up message; with "talk" it also waits for a trickle-down message.
set -u
total=$1
talk=${2:-}
channels=boinc_mmap_file
control=0 heartbeat=4 status=5 trickle_up=6 trickle_down=7

# Puts the text $2 into channel $1: the text, a zero, and last the byte that says it is there.
say() {
  printf '%s\n\000' "$2" | dd of=$channels bs=1 seek=$(($1 * 1024 + 1)) conv=notrunc 2>/dev/null
  printf '\001' | dd of=$channels bs=1 seek=$(($1 * 1024)) conv=notrunc 2>/dev/null
}

# Takes the text out of channel $1; empty when there is none.
hear() {
  flag=$(dd if=$channels bs=1 skip=$(($1 * 1024)) count=1 2>/dev/null | od -An -tu1 | tr -d ' ')
  [ "$flag" = 0 ] && return
  dd if=$channels bs=1 skip=$(($1 * 1024 + 1)) count=200 2>/dev/null | tr '\000' '\n'
  printf '\000' | dd of=$channels bs=1 seek=$(($1 * 1024)) conv=notrunc 2>/dev/null
}

step=$(cat step 2>/dev/null || echo 0)
echo "begins at step $step of $total" >&2
if [ -n "$talk" ] && [ ! -e said ]; then
  printf '<variety>steps</variety>\n<text>\nstep %s & more\n</text>\n' "$step" >trickle_up.xml
  say $trickle_up '<have_new_trickle_up/>'
  touch said
fi
while [ "$step" -lt "$total" ] || { [ "$talk" = talk ] && [ ! -e heard ]; }; do
  case $(hear $control) in
    *'<abort/>'*) echo aborted >&2; exit 194 ;;
    *'<quit/>'*) echo "told to quit at step $step" >&2; exit 0 ;;
  esac
  hear $heartbeat >/dev/null
  hear $trickle_down >/dev/null
  for message in trickle_down_*; do
    [ -e "$message" ] && mv "$message" heard
  done
  [ "$step" -lt "$total" ] && step=$((step + 1))
  echo $step >step
  say $status "<current_cpu_time>$step</current_cpu_time>
<checkpoint_cpu_time>$step</checkpoint_cpu_time>
<fraction_done>$((step / total)).$(printf %03d $((step % total * 1000 / total)))</fraction_done>"
  sleep 0.5
done
{ echo "counted $total"; cat heard 2>/dev/null; } >out
echo 0 >boinc_finish_called
