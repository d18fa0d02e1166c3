# Labels of what comes: for a job, and for a shelf.
load helpers
load jobs
load purchases

@test "a label says for which job a part came, and decodes to the job" {
  ordered
  ok purchase receive "$order" 1 2.5 --place 'Shelf B2' --label for.png
  assert_equal "$(zbarimg --quiet --raw for.png 2>/dev/null)" W26000019
}

@test "what comes for the shelf gets the label of its part, with the place that it goes to" {
  ordered
  local code
  code=$(of_part 970013-02 code)
  ok place add 'Shelf C1' --kind shelf
  # More cable than the job needs: 2.5 of 3 are its own, the rest is for the shelf.
  ok purchase receive "$order" 1 3 2 10 --more --place 'Shelf C1' --label came.png
  assert_equal "$(ls)" "$(printf '%s\n' came-2.png came-3.png came.png)"
  assert_equal "$(zbarimg --quiet --raw came.png 2>/dev/null)" W26000019
  assert_equal "$(zbarimg --quiet --raw came-2.png 2>/dev/null)" "$(of_part CAB-3X1.5 code | tr -d -)"
  assert_equal "$(zbarimg --quiet --raw came-3.png 2>/dev/null)" "${code//-/}"
  # The same, made again.
  ok purchase label "$order" --output again.txt
  assert_contains "$(cat again.txt)" '2.5 metre × cable 3 x 1.5'
  ok purchase label "$order" 2 --output two.txt
  assert_contains "$(cat two.txt)" "$code"
  assert_contains "$(cat two.txt)" '970013-02'
  assert_contains "$(cat two.txt)" 'filter V11'
  assert_contains "$(cat two.txt)" 'Shelf C1'
  # And the drawer's own label, which lies at two places, names none of them.
  ok label "$code" --to text
  assert_lacks "$output" 'Shelf'
  ok label "$(of_part CAB-3X1.5 code)" --to text
  assert_contains "$output" 'Shelf C1'
  # What was taken back again is not there to be labelled.
  ok part reverse "$("$FETTLE_BIN" part explain 970013-02 --format json | jq '.rows[-1].move')" \
    --reason 'typed twice'
  unchanged 7 purchase label "$order" 2 --output none.png
  assert_error state line
}

@test "a lost label is made again, of all that came or of one line" {
  ordered
  unchanged 7 purchase label "$order" --output for.png
  assert_error state purchase
  ok purchase receive "$order" 1 1.5 --place 'Shelf B2'
  ok purchase label "$order" --output for.png
  assert_equal "$(zbarimg --quiet --raw for.png 2>/dev/null)" W26000019
  ok purchase label "$order" 1 --output for.txt
  assert_contains "$(cat for.txt)" '1.5 metre × cable 3 x 1.5'
  assert_contains "$(cat for.txt)" "for $job"
  unchanged 7 purchase label "$order" 2 --output two.png
  assert_error state line
  unchanged 4 purchase label "$order" 9 --output two.png
  unchanged 3 purchase label "$order" --output two.doc
  unchanged 4 purchase label "$order" --printer nowhere
  unchanged 2 purchase label "$order"
  unchanged 2 purchase label "$order" --output two.png --printer nowhere
  [ ! -e two.png ]
}

@test "a label made again does not say that a part is for a job which does not have it" {
  ordered
  ok line remove "$job" 1
  ok purchase receive "$order" 1 2.5 --place 'Shelf B2' --label for.txt
  assert_lacks "$(cat for.txt)" "for $job"
  ok purchase label "$order" --output again.txt
  assert_lacks "$(cat again.txt)" "for $job"
  assert_contains "$(cat again.txt)" "$(of_part CAB-3X1.5 code)"
}

@test "the label is text that can be read" {
  ordered
  ok purchase receive "$order" 1 2.5 --place 'Shelf B2' --label for.pdf
  run -0 pdftotext for.pdf -
  assert_contains "$output" "for $job"
  assert_contains "$output" 'CAB-3X1.5'
}
