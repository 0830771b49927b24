// How a subcommand ends.
#include "viewer/command/output.h"

#include <doctest/doctest.h>

using namespace riskmap;

TEST_CASE("an unreachable store ends with 3, a wrong command with 2, any other refusal with 1") {
  for (const auto code :
       {ErrorCode::locked, ErrorCode::read_only, ErrorCode::damaged, ErrorCode::disk_full, ErrorCode::unreachable})
    CHECK(status_of_error(code) == ExitStatus::unreachable);
  for (const auto code : {ErrorCode::usage, ErrorCode::filter_syntax})
    CHECK(status_of_error(code) == ExitStatus::usage);
  for (const auto code :
       {ErrorCode::not_found, ErrorCode::not_a_register, ErrorCode::newer_schema, ErrorCode::unknown_field,
        ErrorCode::conflict, ErrorCode::access, ErrorCode::no_geometry, ErrorCode::no_crs})
    CHECK(status_of_error(code) == ExitStatus::refused);
}

TEST_CASE("an error about a layer names the file too, once") {
  CHECK(in_file({ErrorCode::no_crs, "", "villages", {}}, "a.shp").where == "a.shp: villages");
  CHECK(in_file({ErrorCode::no_crs, "", {}, {}}, "a.shp").where == "a.shp");
  CHECK(in_file({ErrorCode::no_crs, "", "a.shp: row 3", {}}, "a.shp").where == "a.shp: row 3");
  CHECK(in_file({ErrorCode::damaged, "", "/maps/a.shp", {}}, "a.shp").where == "/maps/a.shp");
}
