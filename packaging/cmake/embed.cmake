# cmake -DROOT=… -DFILES=a|b -DOUTPUT=… -P embed.cmake: writes the asset table.
string(REPLACE "|" ";" files "${FILES}")
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR length "${digits} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n\t" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND arrays "static const char asset_${number}[] = {\n\t${bytes}'\\0'};\n\n")
  string(APPEND rows "\t{\"${file}\", asset_${number}, ${length}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "/* Generated from forms/ and data/ by packaging/cmake/embed.cmake. */
#include \"fettle/base/asset.h\"

${arrays}const struct ftl_asset ftl_assets[] = {
${rows}};

const size_t ftl_asset_count = ${number};
")
