// How often a place is heard: appeals brought from it, receptions that it was served by.
#pragma once
#include <string_view>
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

// A reception that was held, until the day of its list.
struct HeldReception {
  Date on;
  Row settlement = no_row, area = no_row;  // area: where no settlement is named
  bool is_visit = false, is_on_line = false;
};
struct ReceivedAppeal {
  Date on;
  Row settlement = no_row, area = no_row;  // area: where no settlement is named
  std::vector<Row> issues{};               // it is joined to
};
struct VoiceRecords {
  std::vector<ReceivedAppeal> appeals;
  std::vector<HeldReception> receptions;
};
VoiceRecords voice_records(const RegisterSnapshot& snapshot, Date today);

struct Listening {
  Date today;
  Period period;
  AreaLevel level;
};

// Into `places`, one per row of the level as in summarise(), of the days of the period, or else of the last twelve
// months; nothing after today. Appeals count where a selected problem stands behind them; those without a problem count
// as long as nothing is filtered out. A reception counts at its settlement and above; one that names a rural district
// only, from there on.
//
// A visit is a reception that came to people: a travelling one, an akim's meeting with residents, one in a village's
// own room. It serves its whole rural district and counts at each of its settlements (silence.h says why). What is held
// on line, or in the office's room in the centre of the district, is open to everybody alike and is no visit. The
// centre itself needs none: it is not compared, and its receptions are those in the office.
//
// No visit and no appeal are no figure: a place is asked where a visit came or an appeal did.
void count_voices(const RegisterSnapshot& snapshot, const VoiceRecords& voices, const RowMask& selected,
                  const Listening& listening, std::vector<PlaceSummary>& places);
// The same with nothing filtered out, of the last twelve months.
void count_all_voices(const RegisterSnapshot& snapshot, Date today, AreaLevel level, std::vector<PlaceSummary>& places);

// Whether a reception of this kind, held in this settlement (no_row: in a rural district), comes to people.
bool is_visit(const RegisterSnapshot& snapshot, std::string_view kind, Row settlement);
// Somebody lives there to be asked.
bool is_lived_in(const Settlement& settlement);
// Which settlements one reception serves together: the code of the rural district, else the settlement's own.
std::string_view served_with(const Settlement& settlement);

}  // namespace riskmap
