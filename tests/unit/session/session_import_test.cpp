// A table on its way into the register.
#include <fstream>

#include "tests/unit/session/gate.h"
#include "tests/unit/session/session_fixture.h"
#include "viewer/session/incoming_table.h"

using namespace riskmap;
using namespace riskmap::sample;

TEST_CASE("a table that is being looked at is left where another document is opened meanwhile") {
  FirstHeld worker;
  auto options = plain_options();
  options.wake = [&worker] { worker.pass(); };
  const RegisterFile office, other;
  Window window{options};
  window.open_whole(office.file);
  auto& session = window.session;
  const auto table = office.folder.file("problems.csv");
  std::ofstream{table} << "Елді мекен;Мәселе\nКөксәйек;Су жоқ\n";
  worker.hold();
  session.apply(PreviewImport{std::make_shared<const TableRequest>(TableRequest{table, {}, {}})});
  worker.await_one();
  session.apply(OpenPath{other.file});
  while (session.document().path() != other.file) session.update();
  worker.release();
  session.wait_until_idle();
  CHECK(session.incoming_table() == nullptr);
  CHECK(window.view().dialog == Dialog::none);
}
