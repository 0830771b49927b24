// Registers from plain files: the sample whole, small folders with every kind of fault.
#include "layers/store/new_register.h"

#include <doctest/doctest.h>
#include <sys/mount.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "layers/core/uuid.h"
#include "layers/geo/gdal_environment.h"
#include "layers/model/documents.h"
#include "layers/store/register_store.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

using namespace riskmap;
namespace fs = std::filesystem;

namespace {
// A folder of plain files that goes away with the test.
class Folder {
 public:
  Folder() : path_{fs::temp_directory_path() / ("riskmap_new_register_" + new_uuid())} {
    REQUIRE(set_up_gdal());
    fs::create_directories(path_ / "from");
    with("settlements.csv",
         "kato;name_kk;rural_district;lat;lon\n111111111;Бірінші;111110000;42.1;69.9\n"
         "111112222;Екінші;111110000;42.2;70.0\n");
    with("areas.csv",
         "code,level,parent_code,name_kk\n111110000,rural_district,111100000,Округ\n"
         "111100000,district,,Аудан\n");
    with("categories.csv",
         "code,num,parent,kk,ru,en,pillar,sensitivity,default_days\nwater,1,,Су,Вода,Water,INFRA,,\n"
         "water.pipe,1.1,water,Құбыр,Труба,Pipe,INFRA,0,30\n");
  }
  ~Folder() {
    std::error_code code;
    fs::remove_all(path_, code);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  Folder& with(const char* file, std::string_view text) {
    std::ofstream{from() / file, std::ios::binary} << text;
    return *this;
  }
  Folder& without(const char* file) {
    fs::remove(from() / file);
    return *this;
  }
  [[nodiscard]] fs::path from() const { return path_ / "from"; }
  [[nodiscard]] fs::path register_file() const { return path_ / "new.gpkg"; }
  [[nodiscard]] Result<NewRegisterReport> create() const { return create_register(register_file(), from()); }
  [[nodiscard]] std::size_t files_beside() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{path_}, fs::directory_iterator{}));
  }

 private:
  fs::path path_;
};

NewRegisterReport created(const Folder& folder) {
  const auto report = folder.create();
  REQUIRE_MESSAGE(report, (report ? "" : report.error().detail + " | " + report.error().where));
  return *report;
}

Snapshot snapshot_of(const fs::path& file) {
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE(store);
  CHECK((*store)->check_integrity()->empty());
  return *(*store)->load();
}

bool mentions(const std::vector<std::string>& lines, std::string_view text) {
  return std::ranges::any_of(lines, [&](const auto& line) { return line.find(text) != std::string::npos; });
}

// "issues.csv:2: severity: err.range"
std::vector<std::string> lines_of(const std::vector<Error>& refusals) {
  std::vector<std::string> lines;
  for (const auto& refusal : refusals) lines.push_back(refusal.where + ": " + std::string{name_of(refusal.code)});
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string all;
  for (const auto& line : lines) all += line + "\n";
  return all;
}
}  // namespace

TEST_CASE("the sample becomes a register without a single refusal") {
  REQUIRE(set_up_gdal());
  const Folder folder;
  const auto report = create_register(folder.register_file(), RISKMAP_SOURCE_DIR "/data/tolebi");
  REQUIRE_MESSAGE(report, (report ? "" : report.error().detail + " | " + report.error().where));
  CHECK_MESSAGE(report->refusals.empty(), joined(lines_of(report->refusals)));
  CHECK_MESSAGE(report->remarks.empty(), joined(report->remarks));
  const std::map<std::string, std::int64_t> counts{report->counts.begin(), report->counts.end()};
  CHECK(counts.at("settlement") == 55);
  CHECK(counts.at("category") == 83);
  CHECK(counts.at("area") == 1 + 13 + 55);

  const auto snapshot = snapshot_of(folder.register_file());
  CHECK(snapshot->meta.at("sample_today") == "2026-03-16");
  CHECK(snapshot->meta.at("public_id_key").size() == 72);
  CHECK(snapshot->issues.size() == static_cast<std::size_t>(counts.at("issue")));
  CHECK(snapshot->measures.size() == static_cast<std::size_t>(counts.at("measure")));
  const auto town = snapshot->find_settlement("615820100");
  REQUIRE(town != no_row);
  CHECK(snapshot->settlements[town].population == 33'841);
  CHECK(snapshot->settlement_label(snapshot->find_settlement("615846600"), Language::kk).find("Кемеқалған") !=
        std::string::npos);
  const auto store = open_register(folder.register_file(), OpenMode::read_only);
  for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district}) {
    const auto shapes = (*store)->load_shapes(level);
    REQUIRE(shapes);
    for (std::size_t i = 0; i < shapes->size(); ++i) CHECK(shapes->part_offset[i + 1] > shapes->part_offset[i]);
  }
  CHECK(std::ranges::all_of(snapshot->areas, &Area::is_schematic));
}

TEST_CASE("the same files make the same records") {
  const Folder first, second;
  created(first), created(second);
  const auto one = snapshot_of(first.register_file()), two = snapshot_of(second.register_file());
  for (std::size_t i = 0; i < one->settlements.size(); ++i) CHECK(one->settlements[i].uuid == two->settlements[i].uuid);
  CHECK(one->meta.at("uuid") != two->meta.at("uuid"));
}

TEST_CASE("links are written as a person reads them, duplicates may come before their master") {
  Folder folder;
  folder.with("parties.csv", "kind,name_kk\nAKIM_RURAL,Әкім\n")
      .with("issues.csv",
            "reg_no,settlement,category,title,severity,registered_on,status,duplicate_of,responsible\n"
            "A-1,111111111,water.pipe,Құбыр жарылды,3,2024-02-01,duplicate,A-2,\n"
            "A-2,111112222,water.pipe,Құбыр ескі болды,3,2024-01-10,registered,,Әкім\n")
      .with("measures.csv", "issue,step_no,kind,text,executor,due_on\nA-2,1,REPAIR,Құбырды жөндеу,Әкім,2024-03-01\n")
      .with("issue_places.csv", "issue,settlement\nA-2,111111111\n")
      .with("documents.csv",
            "owner_entity,owner,kind,number,dated_on,to_party,answers\n"
            "issue,A-2,LETTER_OUT,03-14/1,2024-01-12,Әкім,\nissue,A-2,LETTER_IN,7,2024-01-20,,03-14/1/2024-01-12\n");
  const auto report = created(folder);
  CHECK_MESSAGE(report.refusals.empty(), joined(lines_of(report.refusals)));
  const auto snapshot = snapshot_of(folder.register_file());
  REQUIRE(snapshot->issues.size() == 2);
  const auto& master = snapshot->issues[0];
  CHECK(master.reg_no == "A-2");
  CHECK(master.responsible != no_row);
  CHECK(iso_date(*master.due_on) == "2024-02-09");  // thirty days, as its category has it
  CHECK(master.also_settlements.size() == 1);
  CHECK(snapshot->issues[1].duplicate_of == master.uuid);
  CHECK(snapshot->measures_of(snapshot->find_issue(master.uuid)).size() == 1);
  const auto documents = documents_of(*snapshot);
  REQUIRE(documents.by_owner.contains(master.uuid));
  CHECK(documents.by_owner.at(master.uuid).size() == 2);
  CHECK(documents.unanswered.empty());
}

TEST_CASE("dates of the plain files may be written as people write them") {
  Folder folder;
  folder.with("meta.csv", "key,value\nsample_today,16.03.2026\n")
      .with("issues.csv",
            "reg_no,settlement,category,title,severity,registered_on,occurred_on\n"
            "A-1,111111111,water.pipe,Құбыр жарылды,3,01.02.2024,15.2.2021\n");
  const auto report = created(folder);
  CHECK_MESSAGE(report.refusals.empty(), joined(lines_of(report.refusals)));
  const auto snapshot = snapshot_of(folder.register_file());
  REQUIRE(snapshot->issues.size() == 1);
  CHECK(iso_date(*snapshot->issues[0].registered_on) == "2024-02-01");
  CHECK(snapshot->meta.at("sample_today") == "2026-03-16");
}

TEST_CASE("rows that break a rule are left out and listed by file, line and field") {
  Folder folder;
  folder
      .with("issues.csv",
            "reg_no,settlement,category,title,severity,registered_on\n"
            "A-1,111111111,water.pipe,Құбыр жарылды,9,2024-02-01\n"
            "A-2,999999999,water.pipe,Құбыр жарылды,3,2024-02-01\n"
            "A-3,111111111,none.such,Құбыр жарылды,3,2024-02-30\n"
            "A-4,111111111,water.pipe,Құбыр жарылды,3,2024-02-01\n"
            "A-4,111111111,water.pipe,Құбыр жарылды,3,2024-02-01\n")
      .with("measures.csv", "issue,step_no,kind,text\nA-1,1,REPAIR,Құбырды жөндеу\n");
  const auto report = created(folder);
  CHECK(mentions(lines_of(report.refusals), "issues.csv:2: severity: err.range"));
  CHECK(mentions(lines_of(report.refusals), "issues.csv:3: settlement: err.kato_unknown"));
  CHECK(mentions(lines_of(report.refusals), "issues.csv:4: category: err.category_unknown"));
  CHECK(mentions(lines_of(report.refusals), "issues.csv:6: err.duplicate_id"));
  CHECK(mentions(lines_of(report.refusals), "measures.csv:2: issue: err.code_unknown"));
  CHECK(report.refusals.size() == 5);
  CHECK(snapshot_of(folder.register_file())->issues.size() == 1);
}

TEST_CASE("a table that lacks a column it needs is refused whole, never filled with guesses") {
  Folder folder;
  folder.with("issues.csv",
              "reg_no,settlement,category,title,severity,reg_date\n"
              "A-1,111111111,water.pipe,Құбыр жарылды,3,2024-02-01\n");
  const auto report = folder.create();
  REQUIRE(!report);
  CHECK(report.error().code == ErrorCode::column_missing);
  CHECK(report.error().value == "registered_on");
  CHECK(report.error().where.ends_with("issues.csv"));
  CHECK(!fs::exists(folder.register_file()));
}

TEST_CASE("a table that is read as another encoding than UTF-8 is said, the letters could be wrong") {
  set_language(Language::en);
  Folder folder;
  folder.without("areas.csv").without("categories.csv");
  folder.with(
      "settlements.csv",
      "kato,name_kk,rural_district,lat,lon,population\n111111111,\xff\xc0\xe1\xe0\xe9,111110000,42.1,69.9,1200\n");
  CHECK(mentions(created(folder).remarks, "settlements.csv: The texts were converted from the encoding"));
}

TEST_CASE("what keeps a register from being made is said by its cause") {
  const auto refused = [](const Folder& folder) {
    const auto made = folder.create();
    REQUIRE_FALSE(made);
    set_language(Language::en);
    return error_message(made.error());
  };
  Folder folder;
  folder.with("settlements.csv", "");
  CHECK(mentions({refused(folder)}, "settlements.csv: The table is empty."));
  folder.with("settlements.csv", "kato;name_kk;rural_district;lat;lon\n");
  CHECK(mentions({refused(folder)}, "settlements.csv: The table has no rows."));
  folder.with("settlements.csv", "kato;name_kk;rural_district;lat;lon\n111111111;Бірінші;111110000;north;69.9\n");
  CHECK(mentions({refused(folder)}, "settlements.csv:2: lat"));
  folder.without("settlements.csv").with("Settlements.CSV", "kato;name_kk\n");
  CHECK(mentions({refused(folder)}, "settlements.csv: The file is there as Settlements.CSV."));
}

TEST_CASE("a file that is passed over for the letters of its name is refused") {
  Folder folder;
  folder.with("ISSUES.csv", "reg_no\n");
  const auto made = folder.create();
  REQUIRE_FALSE(made);
  CHECK(made.error().detail == "named otherwise here: ISSUES.csv");
  CHECK(folder.files_beside() == 1);
}

TEST_CASE("only settlements.csv is needed: districts by code, a hint at derived boundaries") {
  Folder folder;
  folder.without("areas.csv").without("categories.csv");
  folder.with("settlements.csv",
              "kato\tname_kk\trural_district\tlat\tlon\tpopulation\tcolour\n"
              "111111111\tБірінші\t111110000\t42.1\t69.9\t1200\tred\n");
  const auto report = created(folder);
  CHECK_MESSAGE(report.refusals.empty(), joined(lines_of(report.refusals)));
  CHECK(mentions(report.remarks, "settlements.csv: «colour»: "));
  CHECK(mentions(report.remarks, "--derive settlement"));
  const auto snapshot = snapshot_of(folder.register_file());
  CHECK(snapshot->find_area("111110000", AreaLevel::rural_district) != no_row);
  CHECK(snapshot->settlements[0].population == 1200);
}

TEST_CASE("bad coordinates refuse the settlement, none leave it without a point") {
  Folder folder;
  folder.with("settlements.csv",
              "kato,name_kk,lat,lon\n111111111,Бірінші,42.1,\n111112222,Екінші,142.1,69.9\n"
              "111113333,Үшінші,,\n");
  const auto report = created(folder);
  CHECK(mentions(lines_of(report.refusals), "settlements.csv:2: lat: err.number_format"));
  CHECK(mentions(lines_of(report.refusals), "settlements.csv:3: lat: err.coords_range"));
  CHECK(!snapshot_of(folder.register_file())->settlements[0].point);
}

TEST_CASE("nothing is left behind when the folder cannot be read, and nothing is overwritten") {
  Folder folder;
  folder.with("issues.csv", "reg_no,title\nA-1,\"never closed\n");
  const auto broken = folder.create();
  REQUIRE(!broken);
  CHECK(broken.error().code == ErrorCode::table_format);
  CHECK(broken.error().where.ends_with(":2"));
  CHECK(folder.files_beside() == 1);  // the folder of plain files alone
  folder.without("issues.csv");
  created(folder);
  CHECK(folder.files_beside() == 2);
  CHECK(folder.create().error().code == ErrorCode::invalid_input);
  const auto nowhere = create_register(folder.from() / "missing" / "new.gpkg", folder.from());
  REQUIRE(!nowhere);
  CHECK(nowhere.error().code == ErrorCode::not_found);
  CHECK(nowhere.error().where.ends_with("missing"));
  folder.without("settlements.csv");
  CHECK(create_register(folder.from() / "other.gpkg", folder.from()).error().code == ErrorCode::not_found);
}

TEST_CASE("a disk that is full is called so, and nothing is left on it") {
  const Folder folder;
  const auto disk = folder.from() / "disk";
  fs::create_directory(disk);
  if (::mount("riskmap-test", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
    MESSAGE("skipped: no right to mount a small disk here");
    return;
  }
  const auto report = create_register(disk / "small.gpkg", {});
  const auto files = std::distance(fs::directory_iterator{disk}, {});
  ::umount(disk.c_str());
  REQUIRE(!report);
  CHECK(report.error().code == ErrorCode::disk_full);
  CHECK(report.error().where.ends_with("small.gpkg"));
  CHECK(files == 0);
}

TEST_CASE("without a folder the register is empty but whole") {
  const Folder folder;
  const auto report = create_register(folder.register_file(), {});
  REQUIRE(report);
  CHECK(report->counts.empty());
  const auto snapshot = snapshot_of(folder.register_file());
  CHECK(snapshot->issues.size() == 0);
  CHECK(!snapshot->codes.empty());
}
