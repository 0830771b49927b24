// Which day it is for the office.
#include "viewer/session/office_day.h"

#include <doctest/doctest.h>

using namespace riskmap;

TEST_CASE("the asked day wins over the sample's, the sample's over the clock") {
  RegisterSnapshot snapshot;
  const auto asked = *parse_iso_date("2025-05-05");
  snapshot.meta["sample_today"] = "2026-03-16";
  CHECK(office_day(snapshot, asked) == asked);
  CHECK(office_day(snapshot, std::nullopt) == *parse_iso_date("2026-03-16"));
}

TEST_CASE("without either it is the office's civil day, five hours ahead unless the register says otherwise") {
  RegisterSnapshot snapshot;
  snapshot.meta["sample_today"] = "no day";
  CHECK(office_day(snapshot, std::nullopt) == civil_today(std::chrono::minutes{300}));
  snapshot.settings["utc_offset_minutes"] = "-720";
  CHECK(office_day(snapshot, std::nullopt) == civil_today(std::chrono::minutes{-720}));
}

TEST_CASE("an offset that is none is passed over") {
  RegisterSnapshot snapshot;
  for (const char* offset : {"", "x", "300 ", "99999", "-721", "99999999999999999999"}) {
    snapshot.settings["utc_offset_minutes"] = offset;
    CHECK(office_day(snapshot, std::nullopt) == civil_today(std::chrono::minutes{300}));
  }
}
