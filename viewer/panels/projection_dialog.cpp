#include "viewer/panels/projection_dialog.h"

#include <algorithm>
#include <array>

#include "layers/text/translate.h"
#include "viewer/panels/choice_rows.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
struct Offered {
  ViewSystem system;
  std::string title, purpose;
};

std::array<Offered, view_systems.size()> offered() {
  return {{{ViewSystem::fitting, tr("Fitting"), tr("Chosen by where the map lies and how wide it is.")},
           {ViewSystem::utm, tr("UTM of the place"), tr("Metres as on the ground. As in a navigator.")},
           {ViewSystem::gauss_krueger, tr("Gauss–Krüger, Pulkovo 1942"), tr("As on topographic maps of Kazakhstan.")},
           {ViewSystem::equal_area, tr("Equal areas"), tr("Every place is as large as it is: to compare by colour.")},
           {ViewSystem::web_mercator, tr("Web Mercator"), tr("As on web maps. The north looks larger than it is.")},
           {ViewSystem::plate_carree, tr("Plate carrée"), tr("Longitudes and latitudes as an even grid.")}}};
}
}  // namespace

std::string projection_text(const Session& session) {
  const auto crs = session.document().view_crs();
  if (crs.empty() || crs.starts_with("EPSG:")) return crs;
  const auto choices = offered();
  return std::ranges::find(choices, session.view().system, &Offered::system)->title;
}

Intents projection_dialog(const Session& session) {
  Intents intents;
  DialogFrame dialog{"projection", tr("Map projection"), {.width = 520}};
  if (dialog.body()) {
    const auto choices = offered();
    std::array<ChoiceRow, view_systems.size()> rows;
    auto chosen = choices.size();
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const auto& [system, title, purpose] = choices[i];
      if (system == session.view().system) chosen = i;
      rows[i] = {
          .title = title, .description = purpose, .is_chosen = system == session.view().system, .id = word_of(system)};
    }
    if (choice_rows("projection", rows, chosen)) intents.push_back(SetViewSystem{choices[chosen].system});
  }
  dialog.footer(projection_text(session));
  if (dialog.button("close", tr("Close"), ButtonKind::primary) || dialog.is_dismissed())
    intents.push_back(CloseDialog{});
  return intents;
}

}  // namespace riskmap::ui
