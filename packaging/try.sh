#!/usr/bin/env bash
# A week at a service centre, in one command: installs what is missing, builds a release in build/,
# and does the main job in fettle-try/: a new centre, nine devices checked in, their labels, the
# repairs, the hand-overs, and both workbooks. An earlier fettle-try/ is replaced.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
folder=$root/fettle-try

title() { printf '\n== %s\n' "$1"; }

die() {
  printf 'try: %s\n' "$@" >&2
  exit 1
}

title 'What is missing is installed'
packaging/install-deps.sh build
echo 'all there'

title 'A release is built in build/'
mkdir -p build
if ! cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DFETTLE_TESTS=OFF >build/try.log 2>&1 ||
  ! ninja -C build >>build/try.log 2>&1; then
  tail -n 40 build/try.log >&2
  die 'the build failed, see above and build/try.log'
fi
printf 'build/bin/fettle, %s\n' "$(build/bin/fettle version | head -n 1)"

if [[ -e $folder && ! -e $folder/made-by-try ]]; then
  die 'fettle-try/ is not from an earlier try; move it away first'
fi
rm -rf "$folder"
mkdir -p "$folder/labels"
echo 'Made by packaging/try.sh, which replaces this folder when it runs again.' >"$folder/made-by-try"
cd "$folder"
export PATH=$root/build/bin:$PATH FETTLE_DB=$folder/centre.db
export LC_ALL=C.UTF-8
unset FETTLE_NOW FETTLE_AS NO_COLOR

# The story is played in the last week whose Friday is over, so that the reports have real times in
# them: FETTLE_NOW says when a command is given.
weekday=$(date -u +%u)
monday=$(date -u -d "$(date -u +%F) -$((weekday > 5 ? weekday - 1 : weekday + 6)) days" +%F)

# at DAY HH:MM WHO: from here on it is that time (UTC) of that day of the week, and WHO is at work.
at() {
  local days=(Mon Tue Wed Thu Fri) day
  for day in "${!days[@]}"; do
    [[ ${days[day]} != "$1" ]] || break
  done
  FETTLE_NOW=$(date -u -d "$monday +$day days" +%F)T$2:00Z
  export FETTLE_NOW FETTLE_AS=$3
}

# The time of the story, as the people in it see it.
now() {
  TZ=Europe/Berlin date -d "$FETTLE_NOW" '+%a %H:%M'
}

# show COMMAND…: says what is typed, and does it.
show() {
  local word line=
  for word; do
    if [[ $word == *[!A-Za-z0-9_./,:=+-]* ]]; then word="'$word'"; fi
    line+=" $word"
  done
  printf '\n%s, %s: $%s\n' "$FETTLE_AS" "$(now)" "$line"
  "$@"
}

# typed COMMAND…: the same, without what it prints.
typed() {
  show "$@" | sed 1,2p\;d
}

# job SERIAL STEP [ARGUMENT…]: a step of the work order of the device with this serial or IMEI; prints
# one line about it.
declare -A code
job() {
  local device=$1 noun=order step=$2 said
  shift 2
  case $step in
    line) noun=line step=add ;;
    recover) noun=line ;;
  esac
  said=$(fettle --quiet "$noun" "$step" "${code[$device]}" "$@")
  printf '%s  %-5s  %s\n' "$(now)" "$FETTLE_AS" "${said%%$'\n'*}"
}

title 'A new centre and the people who work there'
at Mon 07:30 mara
show fettle init --name 'Corner Repairs' --currency EUR --timezone Europe/Berlin --country DE
show fettle staff add lena 'Lena Vogt' --role front_desk
show fettle staff add tomas 'Tomáš Dvořák' --role technician
show fettle staff add aiko 'Aiko Mori' --role technician

title 'Monday: seven customers bring nine devices'
at Mon 08:10 lena
show fettle checkin --from "$root/data/demo/checkin.json"
jobs=()
while IFS=, read -r order serial imei; do
  code[${serial:-$imei}]=$order
  jobs=("$order" "${jobs[@]}")
done < <(fettle order list --format csv --fields code,serial,imei | tail -n +2 | tr -d '\r')

title 'A label for every piece, as PNG and as PDF'
show fettle label "${jobs[@]}" --media intake-62x29 --output labels/label.png
typed fettle label "${jobs[@]}" --media intake-62x29 --to pdf --output labels.pdf
show fettle label "${code[S01-5512345-7]}" --only-device

title 'The week at the bench'
sony=S01-5512345-7 dyson=A3-EU-KHA0123A galaxy=356938035643809 tablet=R52T80ABCDE
thinkpad=PF-2YB41Q camera=1CQ05512 dell=7HK2QX3 eizo=28417093 coffee=DL-2211-08831

at Mon 08:40 lena
for device in "$sony" "$dyson" "$coffee" "$eizo"; do job "$device" assign tomas; done
for device in "$galaxy" "$tablet" "$thinkpad" "$camera" "$dell"; do job "$device" assign aiko; done

at Mon 09:00 aiko
job $galaxy diagnose
job $galaxy line 'battery diagnosis' --class labour --quantity 0.5 --cost 21.00 --price 36.00
at Mon 09:20 tomas
job $sony diagnose 'no signal past the left hinge'
at Mon 09:50 tomas
job $dyson diagnose
at Mon 10:30 tomas
job $dyson parts --for 'filter 970013-02' --due +2d
at Mon 11:00 aiko
job $galaxy start
job $galaxy line 'battery GH82-30461A' --class part --cost 31.40 --price 59.00
at Mon 13:00 aiko
job $galaxy test 'battery replaced, runs down to 1 % under load'
at Mon 13:20 aiko
job $galaxy ready --result repaired
job $tablet diagnose
at Mon 13:40 aiko
job $tablet line 'USB-C port, soldered' --class labour --quantity 1 --cost 42.00 --price 72.00
job $tablet line 'USB-C port' --class part --cost 4.80 --price 14.00
job $tablet ask --due +5d --amount 86.00 'new USB-C port, soldered'

at Tue 08:00 aiko
job $thinkpad diagnose
at Tue 08:20 lena
job $tablet approve 'by phone'
job $galaxy handover
at Tue 08:30 tomas
job $sony start
job $sony line 'hinge cable, labour' --class labour --quantity 0.5 --cost 21.00 --price 36.00
job $sony line 'hinge cable' --class part --cost 3.10 --price 18.00
at Tue 09:30 aiko
job $tablet start
at Tue 09:40 tomas
job $sony test 'both sides play, noise cancelling works'
job $eizo diagnose
at Tue 10:10 tomas
job $sony ready --result repaired
job $eizo ready --result uneconomic --barrier spare_parts_too_expensive 'main board, 310 EUR'
at Tue 11:00 aiko
job $tablet test 'charges with 25 W'
at Tue 11:10 aiko
job $tablet ready --result repaired
at Tue 12:00 aiko
job $thinkpad hold --reason customer 'passcode is missing'
job $dell diagnose
at Tue 13:30 aiko
job $dell start
job $dell line 'keyboard, labour' --class labour --quantity 0.75 --cost 31.50 --price 54.00
job $dell line 'keyboard 5430' --class part --cost 38.20 --price 69.00
at Tue 14:40 aiko
job $dell test 'all keys answer'

at Wed 08:10 aiko
job $dell ready --result repaired
job $camera diagnose
at Wed 09:00 aiko
job $camera send --vendor 'Camera Clinic' --reference RMA-118 --due +9d
at Wed 09:30 tomas
job $coffee diagnose
at Wed 10:00 tomas
job $dyson start 'filter came in'
job $dyson line 'filter 970013-02' --class part --cost 22.10 --price 40.00
at Wed 10:40 tomas
job $dyson test 'holds suction for ten minutes'
at Wed 11:00 tomas
job $dyson fail 'pulses again on boost'
at Wed 13:00 tomas
job $dyson test 'seal seated again'
at Wed 13:30 tomas
job $dyson ready --result repaired
at Wed 14:00 lena
job $sony handover
job $eizo handover

at Thu 08:00 tomas
job $coffee start
job $coffee line 'pump ULKA EP5' --class part --cost 17.90 --price 39.00
job $coffee line 'pump, labour' --class labour --quantity 1 --cost 42.00 --price 72.00
at Thu 10:00 tomas
job $coffee test 'two litres, 9 bar'
at Thu 10:20 tomas
job $coffee ready --result repaired
at Thu 11:00 lena
job $dyson handover
job $tablet handover --paid 86.00
at Fri 09:00 lena
job $coffee handover
at Fri 10:00 mara
job $galaxy recover 2 31.40
job $sony recover 2 3.10

at Fri 15:00 mara
title 'One job, from check-in to hand-over'
show fettle order show "${code[$galaxy]}"

title 'Friday afternoon'
show fettle board

title "The manager's two workbooks"
show fettle report turnaround --from "$monday" --output turnaround.xlsx
show fettle report warranty-cost --from "$monday" --output warranty-cost.xlsx

title 'Nothing is lost and nothing was changed behind the program'
show fettle check

title 'What was made'
cd "$root"
printf 'fettle-try/centre.db            the centre: one file\n'
printf 'fettle-try/labels/              %s labels, a PNG for every piece\n' \
  "$(find fettle-try/labels -name '*.png' | wc -l)"
printf 'fettle-try/labels.pdf           the same, to print\n'
printf 'fettle-try/turnaround.xlsx      how long repairs took, and where the time went\n'
printf 'fettle-try/warranty-cost.xlsx   what warranty work cost, and who pays it back\n'
cat <<END

Try next:
  export PATH=$root/build/bin:\$PATH FETTLE_DB=$folder/centre.db FETTLE_AS=mara
  fettle board                     what is in the house
  fettle checkin                   check a device in, question by question
  fettle scan ${code[$camera]}          what is this, and what can be done with it
  fettle find παπα                 a customer, by part of a name in any script
  fettle help                      everything else
END
