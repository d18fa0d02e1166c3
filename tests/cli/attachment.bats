# Files that belong to a work order: what is taken and what is not, what is left out of a picture,
# and that every byte comes back. The files are those of pictures.py.

load helpers
load jobs

setup() {
  start_test
  use_jobs
  python3 "$BATS_TEST_DIRNAME/pictures.py" .
}

# sha FILE
sha() {
  sha256sum <"$1" | cut -d ' ' -f 1
}

@test "files go in, are listed, and come back byte for byte" {
  ok --format json order attach W26-00001-9 invoice.pdf report.xlsx report.zip notes.txt back.jpg \
    --kind report --text 'of the bench' --as tomas
  assert_json schema order.attached/1
  assert_json rows.# 5
  assert_json rows.0.attachment 1
  assert_json rows.4.media_type image/jpeg
  assert_contains "$stderr" 'Next: fettle order attachments W26-00001-9'
  ok --format json order attachments w26000019
  assert_json schema order.attachments/1
  local i=0 file media=(application/pdf
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/zip text/plain
    image/jpeg)
  for file in invoice.pdf report.xlsx report.zip notes.txt back.jpg; do
    assert_json rows.$i.name "$file"
    assert_json rows.$i.kind report
    assert_json rows.$i.media_type "${media[i]}"
    assert_json rows.$i.size_bytes "$(stat -c %s "$file")"
    assert_json rows.$i.sha256 "$(sha "$file")"
    assert_json rows.$i.readable true
    assert_json rows.$i.line null
    assert_json rows.$i.text 'of the bench'
    assert_json rows.$i.staff tomas
    assert_json rows.$i.at 2026-11-22T10:00:00Z
    assert_json rows.$i.removed_at null
    i=$((i + 1))
    "$FETTLE_BIN" order attachment W26-00001-9 $i --output - | cmp - "$file"
    echo old >back
    "$FETTLE_BIN" --quiet order attachment W26-00001-9 $i --output back >/dev/null
    cmp back "$file"
  done
  ok order attachments W26-00001-9 --format csv --fields attachment,name
  assert_equal "${lines[4]}" '4,notes.txt'
  ok order attachments W26-00001-9 --format xlsx --output list.xlsx
  ok order attachments W26-00002-7
  assert_contains "$output" 'nothing is attached'
  ok check
}

@test "a picture is kept without what tells where it was taken, and that is said" {
  ok order attach W26-00001-9 front.jpg tag.png back.jpg --kind photo
  assert_contains "$stderr" \
    "'front.jpg': what tells where, when and with what it was taken is left out"
  assert_contains "$stderr" "'tag.png': what tells where"
  assert_lacks "$stderr" "'back.jpg'"
  ok --format json order attachments W26-00001-9
  assert_json rows.0.sha256 "$(sha front.bare.jpg)"
  assert_json rows.1.sha256 "$(sha tag.bare.png)"
  fettle order attachment W26-00001-9 1 --output out.jpg --quiet >/dev/null
  cmp out.jpg front.bare.jpg
  fettle order attachment W26-00001-9 2 --output out.png --quiet >/dev/null
  cmp out.png tag.bare.png
  ok check
}

@test "of a WebP and a HEIC it is said that places stay" {
  printf 'RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0abcd' >a.webp
  printf '\0\0\0\x10ftypheic\0\0\0\0\0\0\0\x08meta' >a.heic
  ok order attach W26-00001-9 a.webp a.heic --kind photo
  assert_contains "$stderr" "'a.webp' may tell where it was taken"
  assert_contains "$stderr" "'a.heic' may tell where it was taken"
  assert_lacks "$stderr" 'is not whole'
}

@test "a file is what its content is" {
  cp front.jpg receipt.txt
  ok --format json order attach W26-00001-9 receipt.txt --kind receipt
  assert_json rows.0.media_type image/jpeg
  assert_json rows.0.name receipt.txt
  cp notes.txt notes.jpg
  refused 3 order attach W26-00001-9 notes.jpg --kind photo
  assert_contains "$stderr" "'notes.jpg' is plain text by its content and cannot be a photo"
  assert_contains "$stderr" 'hint: a photo is a picture'
  refused 3 order attach W26-00001-9 report.zip --kind invoice
  assert_contains "$stderr" 'is a ZIP by its content and cannot be an invoice'
  printf 'GIF89a\x01\0\x01\0\x80' >a.jpg
  refused 3 --format json order attach W26-00001-9 a.jpg --kind other
  assert_error invalid file
  assert_contains "$stderr" 'is a GIF picture by its content'
  cp "$FETTLE_DB" copy.pdf
  refused 3 order attach W26-00001-9 copy.pdf --kind other
  assert_contains "$stderr" 'is a database by its content'
  printf '\1\2\3' >raw
  refused 3 order attach W26-00001-9 raw --kind other
  assert_contains "$stderr" "'raw' is no sort of file that is kept here"
  printf '\xff\xd8\xff\xe1\0\x08EXxx' >bad.jpg
  printf 'junk' >>bad.jpg
  refused 3 order attach W26-00001-9 bad.jpg --kind photo
  assert_contains "$stderr" 'is damaged: what tells where it was taken cannot be taken out'
}

@test "what is not whole is kept and told" {
  ok --format json order attach W26-00001-9 cut.jpg --kind receipt
  assert_json rows.0.readable false
  assert_contains "$stderr" "'cut.jpg' is not whole: a payer will refuse it"
  head -c 60 invoice.pdf >cut.pdf
  ok --format json order attach W26-00001-9 cut.pdf --kind receipt --quiet
  assert_json rows.0.readable false
  assert_contains "$stderr" "'cut.pdf' is not whole"
}

@test "only plain files go in: no pipe, link, folder, device, empty or missing one" {
  mkfifo pipe
  refused 3 order attach W26-00001-9 pipe --kind photo
  assert_contains "$stderr" "'pipe' is a pipe, expected a file"
  ln -s front.jpg link.jpg
  refused 3 order attach W26-00001-9 link.jpg --kind photo
  assert_contains "$stderr" "'link.jpg' is a symbolic link, expected a file"
  ln -s nowhere dangling.jpg
  refused 3 order attach W26-00001-9 dangling.jpg --kind photo
  refused 3 order attach W26-00001-9 . --kind photo
  assert_contains "$stderr" 'is a folder, expected a file'
  refused 3 order attach W26-00001-9 /dev/zero --kind photo
  assert_contains "$stderr" 'is a device, expected a file'
  : >empty.jpg
  refused 3 order attach W26-00001-9 empty.jpg --kind photo
  assert_contains "$stderr" "'empty.jpg' is empty"
  refused 4 order attach W26-00001-9 - --kind photo
  refused 4 order attach W26-00001-9 front.jpg missing.jpg --kind photo
  assert_contains "$stderr" "there is no file 'missing.jpg'"
  refused 4 order attach W26-00012-3 front.jpg --kind photo
  refused 2 order attach W26-00001-9 front.jpg
  refused 2 order attach W26-00001-9 --kind photo
}

@test "what is too large is refused without being read, and the setting says what that is" {
  truncate -s 5G huge.jpg
  refused 3 order attach W26-00001-9 huge.jpg --kind photo
  assert_contains "$stderr" 'is longer than 16777216 bytes'
  assert_contains "$stderr" 'at most 16 MiB: setting attachment.max_mib'
  { cat front.bare.jpg && head -c 1100000 /dev/zero; } >padded.jpg
  ok setting set attachment.max_mib 1
  refused 3 order attach W26-00001-9 padded.jpg --kind photo
  ok setting set attachment.max_mib 2
  ok order attach W26-00001-9 padded.jpg --kind photo
  refused 3 setting set attachment.max_mib 61
  refused 3 setting set attachment.max_mib 0
}

@test "hostile names are shown safely and lead nowhere" {
  local name
  mkdir -p 'C:\a' deep
  cp front.jpg 'C:\a/b.jpg'
  cp back.jpg $'deep/\e]0;owned\a\n.jpg'
  cp tag.png deep/-rf
  cp notes.txt $'deep/caf\xe9.txt'
  cp invoice.pdf 'deep/=HYPERLINK("http:x").pdf'
  ok order attach W26-00001-9 'C:\a/b.jpg' deep/* --kind report --quiet
  ok --format json order attachments W26-00001-9
  assert_json rows.0.name b.jpg
  for name in '-rf' '=HYPERLINK("http:x").pdf' 'caf\xe9.txt' '\x1b]0;owned\x07\n.jpg'; do
    assert_contains "$(python3 -c 'import json, sys
print(*(row["name"] for row in json.load(sys.stdin)["rows"]), sep="\n")' <<<"$output")" "$name"
  done
  ok order attachments W26-00001-9
  assert_lacks "$output" $'\e'
  ok --format csv order attachments W26-00001-9 --fields name
  assert_contains "$output" "'=HYPERLINK"
  # Where it goes is said by who asks, never by the name.
  refused 2 order attachment W26-00001-9 1
  assert_contains "$stderr" 'output: is missing'
  ln -s victim out.jpg
  echo precious >victim
  ok order attachment W26-00001-9 1 --output out.jpg
  assert_equal "$(cat victim)" precious
  [[ ! -L out.jpg ]]
  mkfifo pipe
  refused 3 order attachment W26-00001-9 1 --output pipe
  refused 3 order attachment W26-00001-9 1 --output deep
  refused 9 order attachment W26-00001-9 1 --output nowhere/out.jpg
}

@test "the same bytes twice on a job are a conflict that names the first" {
  ok order attach W26-00001-9 front.jpg --kind photo
  cp front.bare.jpg other.jpg
  refused 5 --format json order attach W26-00001-9 back.jpg other.jpg --kind photo
  assert_error conflict file
  assert_contains "$stderr" "'other.jpg' is attachment 1 of W26-00001-9 already: 'front.jpg'"
  refused 5 order attach W26-00001-9 back.jpg ./back.jpg --kind photo
  assert_contains "$stderr" "'back.jpg' is attachment 2 of W26-00001-9 already"
  # Of another job it is another file.
  ok order attach W26-00002-7 front.jpg --kind photo
  # Once it was taken off it may come again, under a number of its own.
  ok order detach W26-00001-9 1 'of another device'
  ok --format json order attach W26-00001-9 front.jpg --kind photo
  assert_json rows.0.attachment 2
  ok check
}

@test "a retry gives the first result; the same id with another file is a conflict" {
  for _ in 1 2; do
    ok --format json order attach W26-00001-9 front.jpg --kind photo --request-id r1
    assert_json rows.# 1
    assert_json rows.0.attachment 1
  done
  assert_contains "$stderr" 'carried out before'
  assert_equal "$(sql 'SELECT count(*) FROM order_attachment')" 1
  cp back.jpg front.jpg
  refused 5 order attach W26-00001-9 front.jpg --kind photo --request-id r1
  assert_contains "$stderr" 'was used for another request'
  for _ in 1 2; do
    ok order detach W26-00001-9 1 blurred --request-id r2
  done
  ok order attach W26-00001-9 front.jpg --kind photo --dry-run
  assert_equal "$(sql 'SELECT count(*) FROM order_attachment')" 1
}

@test "what was taken off leaves its row and its reason, not its content" {
  ok order attach W26-00001-9 front.jpg back.jpg --kind photo --as lena
  ok --format json order detach W26-00001-9 1 of another device --as lena
  assert_json rows.0.removed_reason 'of another device'
  ok --format json order attachments W26-00001-9
  assert_json rows.# 1
  assert_json rows.0.attachment 2
  ok --format json order attachments W26-00001-9 --all
  assert_json rows.0.removed_at 2026-11-22T10:00:00Z
  assert_json rows.0.sha256 "$(sha front.bare.jpg)"
  assert_equal "$(sql 'SELECT attachment_id IN (SELECT id FROM order_attachment
    WHERE position = 2) FROM order_attachment_content')" 1
  refused 7 order attachment W26-00001-9 1 --output x
  assert_contains "$stderr" "attachment 1 of W26-00001-9 was taken off: 'of another device'"
  refused 7 order detach W26-00001-9 1 again
  refused 4 order detach W26-00001-9 3 none
  assert_contains "$stderr" 'W26-00001-9 has no attachment 3'
  refused 2 order detach W26-00001-9 2
  refused 3 order detach W26-00001-9 x none
  ok order show W26-00001-9
  assert_contains "$output" 'attached   1 photo: order attachments W26-00001-9'
  assert_contains "$output" 'photos attached: 1 to 2'
  assert_contains "$output" 'attachment 1 (photo) taken off: of another'
  ok --format json order show W26-00001-9
  assert_json attachments.# 2
  assert_json attachments.1.name back.jpg
  ok check
}

@test "everybody attaches; who attached it or a manager takes it off" {
  ok order attach W26-00001-9 front.jpg --kind photo --as tomas
  ok order attach W26-00001-9 back.jpg --kind receipt --as lena
  refused 6 order detach W26-00001-9 1 mistake --as lena
  assert_contains "$stderr" 'attachment 1 was attached by tomas'
  assert_contains "$stderr" 'hint: who attached it, or a manager, takes it off'
  refused 6 order attach W26-00001-9 tag.png --kind photo --as nobody
  ok order attachments W26-00001-9 --as lena
  ok order detach W26-00001-9 1 mistake --as tomas
  ok order detach W26-00001-9 2 mistake --as mara
  # Papers come late: also to a job that was handed over.
  ok order attach W26-00009-U invoice.pdf --kind invoice --line 1
  assert_equal "$(sql 'SELECT line_position FROM order_attachment WHERE removed_at IS NULL')" 1
  refused 4 order attach W26-00009-U notes.txt --kind invoice --line 2
  assert_contains "$stderr" 'the bill of W26-00009-U has no line 2'
}

@test "check and giving back tell what was damaged, and name it" {
  ok order attach W26-00001-9 front.jpg back.jpg invoice.pdf --kind receipt
  ok order attach W26-00002-7 notes.txt --kind receipt
  cp "$FETTLE_DB" good.db
  sqlite3 "$FETTLE_DB" "UPDATE order_attachment_content SET content = x'00' WHERE attachment_id =
    (SELECT id FROM order_attachment WHERE position = 3);
    DELETE FROM order_attachment_content WHERE attachment_id =
    (SELECT max(id) FROM order_attachment)"
  run --separate-stderr fettle --format json check
  assert_equal "$(json findings.#)" 2
  assert_json findings.0.what 'work order W26-00001-9, attachment 3'
  assert_contains "$(json findings.0.problem)" 'another size'
  assert_json findings.1.what 'work order W26-00002-7, attachment 1'
  assert_contains "$(json findings.1.problem)" 'its content is missing'
  refused 10 order attachment W26-00001-9 3 --output x
  [[ ! -e x ]]
  cp good.db "$FETTLE_DB"
  sqlite3 "$FETTLE_DB" "UPDATE order_attachment_content SET content =
    CAST(substr(content, 1, length(content) - 1) || 'x' AS BLOB) WHERE attachment_id =
    (SELECT id FROM order_attachment WHERE position = 3)"
  run --separate-stderr fettle --format json check
  assert_equal "$(json findings.#)" 1
  assert_contains "$(json findings.0.problem)" 'the SHA-256 differs'
  # What is said of it is under the seal of its job.
  cp good.db "$FETTLE_DB"
  sqlite3 "$FETTLE_DB" "UPDATE order_attachment SET name = 'other.jpg' WHERE position = 2"
  run --separate-stderr fettle --format json check
  assert_contains "$(json findings.0.problem)" 'it differs from its seal'
  cp good.db "$FETTLE_DB"
  ok check
}
