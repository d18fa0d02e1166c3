# Builds the files of forms/ and data/ (but not data/demo) into the program: one C file with a
# sorted table, made anew when a file changes. See include/fettle/base/asset.h.
function(fettle_assets result)
  file(GLOB_RECURSE files RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS
    forms/*.json data/migrations/*.sql data/codes/* data/test-lists/*.json data/terms/*.json data/payers/*.json)
  list(SORT files)
  set(output ${CMAKE_BINARY_DIR}/assets.c)
  set(script ${CMAKE_SOURCE_DIR}/packaging/cmake/embed.cmake)
  list(TRANSFORM files PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE depends)
  string(REPLACE ";" "|" joined "${files}")
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} "-DFILES=${joined}" -DOUTPUT=${output}
      -P ${script}
    DEPENDS ${depends} ${script} VERBATIM)
  set(${result} ${output} PARENT_SCOPE)
endfunction()
