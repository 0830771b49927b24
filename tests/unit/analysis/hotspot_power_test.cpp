#include "layers/analysis/hotspot_power.h"

#include <doctest/doctest.h>

#include <limits>
#include <stop_token>

namespace riskmap {

namespace {
// A grid of villages of 500 residents, each the neighbour of those beside it and across.
PowerQuestion grid(std::uint32_t side, double total) {
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < side; ++row)
    for (std::uint32_t column = 0; column < side; ++column)
      for (std::uint32_t other = 0; other < side * side; ++other) {
        const auto down = static_cast<int>(other / side) - static_cast<int>(row);
        const auto across = static_cast<int>(other % side) - static_cast<int>(column);
        if ((down != 0 || across != 0) && down * down <= 1 && across * across <= 1)
          links.push_back({row * side + column, other});
      }
  PowerQuestion question;
  question.people.assign(static_cast<std::size_t>(side) * side, 500);
  question.neighbours = neighbours_from(question.people.size(), std::move(links));
  question.total = total;
  question.has_base = true;
  return question;
}
}  // namespace

TEST_CASE("the more problems there are, the smaller a rise could have been seen") {
  const auto few = power_of(grid(7, 30)), many = power_of(grid(7, 1000));
  REQUIRE(few);
  REQUIRE(many);
  CHECK(few->doubled < 0.4);
  CHECK(many->doubled > 0.9);
  REQUIRE(many->shown_by);
  CHECK(*many->shown_by <= 2);
  if (few->shown_by) CHECK(*few->shown_by > 2.5);
}

TEST_CASE("the rise that would show is found in four of five cases, within a quarter, by other trials too") {
  const auto question = grid(5, 150);
  const auto power = power_of(question);
  REQUIRE(power);
  REQUIRE(power->shown_by);
  constexpr TrialRange others{100'000, 600};
  CHECK(share_of_rises_found(question, *power->shown_by - 0.25, others) < 0.8);
  CHECK(share_of_rises_found(question, *power->shown_by + 0.25, others) > 0.8);
}

TEST_CASE("what a scan could have seen grows with the rise, and shrinks where places differ by themselves") {
  auto question = grid(5, 150);
  question.method = HotspotMethod::scan;
  question.places.is_planar = true;
  for (int row = 0; row < 25; ++row)
    question.places.x.push_back(row % 5), question.places.y.push_back(static_cast<double>(row / 5));
  constexpr TrialRange some{.first = 0, .count = 60};
  const auto doubled = share_of_rises_found(question, 2, some), tripled = share_of_rises_found(question, 3, some);
  CHECK(doubled > 0.1);
  CHECK(tripled > doubled + 0.1);
  const auto even = question;
  question.variance = 0.5;
  CHECK_FALSE(question == even);
  CHECK(share_of_rises_found(question, 3, some) < tripled - 0.1);
}

TEST_CASE("where nobody is known to live is no data, and the question is the same one still") {
  auto question = grid(5, 60);
  question.people[7] = std::numeric_limits<double>::quiet_NaN();
  const auto again = question;
  CHECK(question == again);
  CHECK(power_of(question));
  question.total = 61;
  CHECK_FALSE(question == again);
}

TEST_CASE("the same question has the same answer") {
  CHECK(power_of(grid(5, 60)) == power_of(grid(5, 60)));
}

TEST_CASE("nothing is claimed of too few places or of no problems, nor when the work is stopped") {
  CHECK_FALSE(power_of(grid(1, 60)));
  CHECK_FALSE(power_of(grid(5, 0)));
  std::stop_source stop;
  stop.request_stop();
  CHECK_FALSE(power_of(grid(5, 60), {{}, stop.get_token()}));
}

}  // namespace riskmap
