// A register of many problems shows its places, in their colours, before its records are read.
#include "tests/unit/session/gate.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

SessionOptions impatient() {
  auto options = plain_options();
  options.large_register = 1;
  return options;
}

struct Waiting : RegisterFile {
  Gate gate;
  Window window{gated(gate, impatient())};
  Session& session = window.session;
  // Opening as far as to the places.
  Waiting() {
    gate.shut();
    session.apply(OpenPath{file});
    while (!session.is_arriving()) {
      gate.await();
      session.update();
      if (!session.is_arriving()) gate.let_one_pass();
    }
  }
  void end() {
    gate.open();
    session.wait_until_idle();
  }
  [[nodiscard]] std::vector<std::int64_t> legend() const {
    std::vector<std::int64_t> counts;
    for (const auto& row : session.derived().scene.legend.rows) counts.push_back(row.count);
    return counts;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Waiting, "the first picture of a large register has the colours that the whole will have") {
  CHECK(session.snapshot() == nullptr);
  CHECK_FALSE(session.document().can_edit());
  CHECK(session.document().path() == file);
  CHECK(session.job());
  CHECK(session.view().is_camera_set);
  const auto early = session.derived().scene.style->fill;
  const auto counts = legend();
  const auto values = session.derived().values.values.values;
  end();
  CHECK_FALSE(session.is_arriving());
  REQUIRE(session.snapshot() != nullptr);
  CHECK(session.snapshot()->issues.size() > 100);
  CHECK(session.document().can_edit());
  CHECK(session.derived().values.values.values == values);
  CHECK(session.derived().scene.style->fill == early);
  CHECK(legend() == counts);
}

TEST_CASE_FIXTURE(Waiting, "until its records are there nothing can be asked of them, and nothing is lost by trying") {
  session.apply(SelectPlace{Place{AreaLevel::settlement, 0}});
  session.apply(OpenDialog{Dialog::issue_form, no_row, {}});
  session.apply(Undo{});
  session.apply(ExportTo{});
  session.apply(ClickAt{{600, 400}});
  session.update();
  CHECK_FALSE(session.view().place);
  CHECK(session.view().dialog == Dialog::none);
  end();
  CHECK_FALSE(window.has_problem());
  window.tell(SelectPlace{Place{AreaLevel::settlement, 0}});
  CHECK(session.view().place);
}

TEST_CASE_FIXTURE(Waiting, "a person who has moved the map meanwhile stays where they are") {
  session.apply(ZoomBy{4, {}});
  const auto moved = session.view().camera;
  end();
  REQUIRE(session.snapshot() != nullptr);
  CHECK(session.view().camera.metres_per_pixel == moved.metres_per_pixel);
  CHECK(session.view().camera.centre == moved.centre);
}

TEST_CASE_FIXTURE(Waiting, "a register given up on the way leaves nothing on the map") {
  session.apply(CancelJob{});
  end();
  CHECK(session.document().is_empty());
  CHECK_FALSE(session.is_arriving());
}

TEST_CASE_FIXTURE(Waiting, "another register takes the place of one that is still being read") {
  const auto other = folder.file("other.gpkg");
  std::filesystem::copy_file(model_file(), other);
  gate.open();
  session.apply(OpenPath{other});
  end();
  CHECK(session.document().path() == other);
  REQUIRE(session.snapshot() != nullptr);
}
