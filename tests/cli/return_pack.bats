# What goes into a box and what does not: lots, numbers that come again, repairers outside.
load helpers
load returns

@test "what is with a repairer outside is brought back before it goes to a supplier" {
  failing
  ok place add 'Phone Clinic' --kind vendor
  ok part move 970013-02 1 --place 'Shelf B2' --to 'Phone Clinic'
  ok return add 'Spares Ltd'
  local taking
  for taking in 'part send-back' "return line $box"; do
    # shellcheck disable=SC2086 # words
    unchanged 3 $taking 970013-02 --place 'Phone Clinic'
    assert_error invalid place
    assert_contains "$stderr" 'Phone Clinic is a repairer outside'
    assert_contains "$stderr" 'for suppliers'
    assert_contains "$stderr" 'fettle part move SKU --place'
  done
  ok part move 970013-02 1 --place 'Phone Clinic' --to 'Shelf B2'
  ok part send-back 970013-02 --place 'Shelf B2'
  in_order
}
