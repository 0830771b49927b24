# On a display: opens FILE in the real window, drags and zooms its map as a hand does, and leaves the trace.
#   sh window.sh PROGRAM FILE TRACE
# The hand is xdotool's: a move of the pointer every eight milliseconds, a notch of the wheel every forty.
set -eu
"$1" "$2" --lang en --size 1600x900 --trace "$3" &
program=$!
window=$(xdotool search --sync --onlyvisible --pid "$program" | head -1)

# processor_ticks: user and system time so far, hundredths of a second.
processor_ticks() { awk '{ print $14 + $15 }' "/proc/$program/stat"; }
# Until the levels of detail are found: two seconds in which the program takes next to no time.
quiet=0
while [ "$quiet" -lt 2 ]; do
  before=$(processor_ticks)
  sleep 1
  if [ "$(($(processor_ticks) - before))" -le 2 ]; then quiet=$((quiet + 1)); else quiet=0; fi
done

# The middle of the map between the panels.
x=950 y=470
# drag: around a flat circle and back.
drag() {
  echo "mousemove $x $y mousedown 1"
  awk -v x=$x -v y=$y 'BEGIN { for (i = 1; i <= 180; i++) {
    printf "mousemove %d %d sleep 0.008\n", x + 260 * sin(i * 0.0349), y + 150 * (1 - cos(i * 0.0349)) } }'
  echo "mouseup 1 sleep 0.1"
}
# turn BUTTON NOTCHES: 4 is the wheel up, closer; 5 is down.
turn() { awk -v button="$1" -v notches="$2" 'BEGIN { for (i = 0; i < notches; i++) print "click", button, "sleep 0.04" }'; }
# A click first: what stands there opens the inspector.
{
  echo "windowfocus --sync $window mousemove $x $y click 1 sleep 1"
  drag
  for notches in 4 6 8; do
    turn 4 "$notches"
    drag
  done
  turn 5 18
  drag
} | xdotool -
xdotool windowfocus --sync "$window" key ctrl+q
wait "$program"
