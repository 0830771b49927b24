// The table of subcommands.
#include "viewer/command/command.h"

#include <array>

namespace riskmap {

std::span<const CommandSpec> commands() {
  static constexpr std::array table = {
      CommandSpec{"new", "Build a register from plain files", "riskmap new tolebi.gpkg --from data/tolebi", declare_new,
                  false, true},
      CommandSpec{"info", "Say what a register or a vector file holds", "riskmap info tolebi.gpkg --json",
                  declare_info},
      CommandSpec{"boundaries", "Load, replace or derive boundaries",
                  "riskmap boundaries tolebi.gpkg villages.shp --level settlement --key NAME", declare_boundaries,
                  false, true},
      CommandSpec{"import", "Take problems from a table of an office",
                  "riskmap import tolebi.gpkg problems.xlsx --errors refused.csv", declare_import, false, true},
      CommandSpec{"edit", "Apply JSON lines from standard input, one durable transaction each",
                  "echo '{\"op\":\"undo\"}' | riskmap edit tolebi.gpkg", declare_edit},
      CommandSpec{"export", "Write problems, settlements, districts or measures",
                  "riskmap export tolebi.gpkg --what issues --where 'open and level=high' -o issues.geojson",
                  declare_export},
      CommandSpec{"render", "Draw a register or a vector file as a picture",
                  "riskmap render tolebi.gpkg -o map.png --colour-by overdue --size 1600x1000", declare_render},
      CommandSpec{"classify", "Class breaks of a numeric field",
                  "riskmap classify areas.gpkg --value RATE --scheme fisher -k 5", declare_classify},
      CommandSpec{"weights", "Say who is whose neighbour",
                  "riskmap weights areas.gpkg --weights queen -o neighbours.gal", declare_weights},
      CommandSpec{"hotspots", "Find where values cluster beyond chance",
                  "riskmap hotspots tolebi.gpkg --indicator open --base population -o hotspots.geojson",
                  declare_hotspots},
      CommandSpec{"check", "Say what is wrong with a file, and where", "riskmap check villages.shp", declare_check},
      CommandSpec{"backup", "Copy a register consistently while it is in use", "riskmap backup tolebi.gpkg copy.gpkg",
                  declare_backup},
      CommandSpec{"copy", "Move a register between files and servers, with its history",
                  "riskmap copy tolebi.gpkg service=tolebi", declare_copy},
      CommandSpec{"checkout", "Take the part of a register that belongs to a place along on a laptop",
                  "riskmap checkout tolebi.gpkg --area 615837000 laptop.gpkg", declare_checkout, false, true},
      CommandSpec{"checkin", "Bring what was done on a laptop back into its register",
                  "riskmap checkin tolebi.gpkg laptop.gpkg", declare_checkin, false, true},
      CommandSpec{"repair", "Save what a damaged register still holds", "riskmap repair damaged.gpkg new.gpkg",
                  declare_repair, false, true},
      CommandSpec{"applicants", "Say whose personal data have been kept long enough, and erase them",
                  "riskmap applicants tolebi.gpkg --erase 12", declare_applicants},
      CommandSpec{"make-sample", "Write the sample's plain files", "riskmap make-sample data/tolebi",
                  declare_make_sample, true}};
  return table;
}

}  // namespace riskmap
