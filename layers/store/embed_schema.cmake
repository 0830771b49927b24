# cmake "-DFILES=schema_a.sql;schema_b.sql" -DHEADER=out.h -P embed_schema.cmake
set(text "// Made by layers/store/embed_schema.cmake from the .sql files beside it.\n#pragma once\n#include <string_view>\n\nnamespace riskmap::sql {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} source)
  string(APPEND text "inline constexpr std::string_view ${name} = R\"SQL(${source})SQL\";\n")
endforeach()
string(APPEND text "}  // namespace riskmap::sql\n")
file(WRITE ${HEADER} "${text}")
