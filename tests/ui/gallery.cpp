// Every widget of the kit on one screen, drawn without a window: ui_gallery OUT.png [light|dark|contrast] [SCALE]
// [dialog] For people to look at; not part of the product.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <span>
#include <string>

#include "layers/exchange/map_sheet.h"
#include "viewer/app/frame_loop.h"
#include "viewer/app/headless_surface.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/picker.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

namespace riskmap {
namespace {

using namespace ui;

struct Values {
  std::size_t mode = 0, wide = 1, choice = 0, palette = 0;
  bool is_open = true, is_new = true, is_late = false, is_water = true, is_road = false, has_motion = true;
  std::string search, phone, title = "Ауыз су құбыры тозған";
  std::string text = "Ауыз су құбыры тозған, су тәулігіне екі-үш сағат қана беріледі. 48 үй зардап шегуде.";
  std::optional<double> cost = 48600000;
  std::optional<Date> due = parse_iso_date("2025-03-02");
  std::optional<std::size_t> settlement = 1, none;
  double opacity = 0.88;
  TableState table{.sort_column = "due"};
};

const std::vector<Segment> modes{{.id = "areas", .text = "Аймақ", .icon = Icon::grid},
                                 {.id = "symbols", .text = "Белгі", .icon = Icon::symbols},
                                 {.id = "hotspots", .text = "Ошақ", .icon = Icon::hotspot}};
const std::vector<Segment> levels{
    {.id = "1", .text = "Төмен"}, {.id = "2", .text = "Орташа"}, {.id = "3", .text = "Жоғары"}};
const std::vector<Colour> ramp{rgb(0xFFFFB2), rgb(0xFECC5C), rgb(0xFD8D3C), rgb(0xF03B20), rgb(0xBD0026)};

void left_column(Values& v) {
  section_header("gallery.section", "Қабаттар", "6 / 6", v.is_open);
  list_row("gallery.layer.1", {.icon = Icon::place, .text = "Елді мекендер", .right = "33 841"});
  list_row(
      "gallery.layer.2",
      {.icon = Icon::symbols, .icon_colour = tokens().map.symbol_high, .text = "Мәселелер (нүкте)", .is_chosen = true});
  divider();
  const std::vector<Choice> choices{{.id = "risk", .text = "Тәуекел индексі"},
                                    {.id = "open", .text = "Ашық мәселелер"}};
  combo("gallery.indicator", choices, v.choice, {.label = "Көрсеткіш"});
  const std::vector<Choice> palettes{{.id = "risk", .text = "YlOrRd", .swatches = ramp}};
  combo("gallery.palette", palettes, v.palette, {.label = "Палитра"});
  slider("gallery.opacity", v.opacity, {.label = "Мөлдірлік", .value_text = "88 %"});
  gap(16);
  chip("gallery.new", "Жаңа", v.is_new, {.dot = rgb(0x1A56B0), .count = "26"});
  const ChipOptions late{.dot = rgb(0xA8122B), .count = "18"};
  wrap_next(chip_width("Мерзімі өтті", late));
  chip("gallery.late", "Мерзімі өтті", v.is_late, late);
  wrap_next(chip_width("Инженерлік желілер") + px(24));
  removable_chip("gallery.removable", "Инженерлік желілер");
  gap(14);
  checkbox("gallery.water", "Ауыз су", v.is_water, {.count = "24"});
  checkbox("gallery.road", "Автожолдар", v.is_road, {.count = "19"});
  toggle("gallery.motion", "Қозғалысты көрсету", v.has_motion);
  gap(12);
  choice_row("gallery.severity.2", {.title = "Орташа",
                                    .description = "Бір көшенің тұрғындары зардап шегеді, уақытша шешімі бар.",
                                    .is_chosen = true});
  choice_row("gallery.severity.3", {.title = "Жоғары", .description = "Бүкіл ауыл зардап шегеді."});
}

void middle_column(Values& v) {
  button("gallery.primary", "Жаңа мәселе", {.kind = ButtonKind::primary, .icon = Icon::add});
  same_line();
  button("gallery.export", "Экспорттау", {.icon = Icon::download});
  same_line();
  button("gallery.menu", "Файл", {.kind = ButtonKind::ghost, .has_chevron = true});
  gap(10);
  button("gallery.danger", "Өшіру", {.kind = ButtonKind::danger});
  same_line();
  button("gallery.off", "Болдырмау", {.is_enabled = false});
  same_line();
  for (const auto& [id, icon] : {std::pair{"undo", Icon::undo}, {"bell", Icon::bell}, {"theme", Icon::dark_theme}}) {
    icon_button(fmt::format("gallery.icon.{}", id), icon,
                {.tooltip = "…", .is_on = icon == Icon::undo, .has_dot = icon == Icon::bell});
    same_line(2);
  }
  link("gallery.link", "Тарихы");
  gap(14);
  segmented("gallery.mode", modes, v.mode);
  gap(12);
  segmented("gallery.wide", levels, v.wide, {.width = 420});
  gap(14);
  search_field("gallery.search", v.search, "Елді мекен, мәселе №, команда…");
  text_field("gallery.title", v.title, {.label = "Мәселенің мәні", .is_required = true});
  {
    Columns columns{2};
    number_field("gallery.cost", v.cost, {.unit = "₸"}, {.label = "Құны", .note = "Бюджет жолы бойынша"});
    columns.next();
    date_field("gallery.due", v.due, *parse_iso_date("2025-02-28"), {.label = "Мерзімі"});
  }
  text_field("gallery.phone", v.phone,
             {.label = "Телефон",
              .placeholder = "+7 (___) ___-__-__",
              .error = "Телефон нөмірін енгізіңіз",
              .is_required = true});
  text_edit("gallery.text", v.text, {.label = "Сипаттамасы"});
  const std::vector<PickerRow> places{
      {.id = "lenger", .text = "Леңгір", .grey = "қала", .icon = Icon::town},
      {.id = "qasqasu", .text = "Қасқасу", .grey = "Қасқасу ауылдық округі", .icon = Icon::village}};
  picker("gallery.place", places, v.settlement, {.label = "Елді мекен"});
}

void badges() {
  const std::pair<Tone, const char*> statuses[] = {{Tone::fresh, "Жаңа"},
                                                   {Tone::in_progress, "Жұмыста"},
                                                   {Tone::resolved, "Шешілді"},
                                                   {Tone::overdue, "Мерзімі өтті"},
                                                   {Tone::postponed, "Кейінге қалды"}};
  int i = 0;
  for (const auto& [tone, word] : statuses) {
    const std::string name = fmt::format("gallery.status.{}", i);
    if (i++ > 0) wrap_next(status_chip_width(word));
    status_chip(name, word, tone);
  }
  gap(10);
  const std::pair<Tone, const char*> risks[] = {
      {Tone::low, "Төмен"}, {Tone::medium, "Орташа"}, {Tone::high, "Жоғары"}, {Tone::critical, "Өте жоғары"}};
  for (const auto& [tone, word] : risks) {
    badge(fmt::format("gallery.badge.{}", i++), word, tone);
    same_line(6);
  }
  late_mark("gallery.mark", "5 күн кешікті");
  for (int level = 1; level <= 4; ++level)
    level_pips(fmt::format("gallery.level.{}", level), level, risks[level - 1].second);
}

void cards() {
  const float width = (left_of_line() - px(16)) / 3;
  kpi_card("gallery.kpi.open", {.label = "Ашық", .figure = "18", .change = "+3", .change_ink = Ink::danger}, width);
  same_line();
  kpi_card(
      "gallery.kpi.late",
      {.label = "Мерзімі өтті", .figure = "5", .change = "+2", .figure_ink = Ink::danger, .change_ink = Ink::danger},
      width);
  same_line();
  kpi_card("gallery.kpi.done", {.label = "Шешілді", .figure = "41", .change = "+7", .change_ink = Ink::success}, width);
  gap(12);
  Card card{"gallery.card", {.is_pressable = true, .edge = tokens().map.symbol_critical}};
  text("№ 1 248 · Ауыз су", {.style = TextStyle::small, .ink = Ink::text2});
  wrapped_text("Ауыз су құбыры тозған, су тәулігіне екі-үш сағат қана беріледі");
  late_mark("gallery.card.late", "5 күн кешікті");
  same_line();
  text("Ә. Құрманов", {.style = TextStyle::small, .ink = Ink::text2});
}

void table_part(Values& v) {
  struct Line {
    const char *number, *place, *what;
    int level;
    const char* word;
    Tone tone;
    const char *status, *due;
  };
  static const std::vector<Line> lines{
      {"1 248", "Қасқасу", "Ауыз су құбыры тозған, су екі-үш сағат қана беріледі", 4, "Өте жоғары", Tone::in_progress,
       "Жұмыста", "02.03.2025"},
      {"1 251", "Қоғалы", "Бейбітшілік көшесінде түнгі жарық жоқ", 3, "Жоғары", Tone::fresh, "Жаңа", "28.03.2025"},
      {"1 239", "Леңгір қ.", "Тұрмыстық қоқыс екі аптадан бері шығарылмаған", 2, "Орташа", Tone::resolved, "Шешілді",
       "24.02.2025"},
      {"1 255", "Тасарық", "Мектепке апаратын жолға тас төселмеген", 1, "Төмен", Tone::postponed, "Кейінге қалды",
       "15.04.2025"}};
  const std::vector<TableColumn> columns{{.id = "number", .title = "№", .width = 64},
                                         {.id = "place", .title = "Елді мекен", .width = 110},
                                         {.id = "what", .title = "Мәселенің мәні", .width = 1, .stretches = true},
                                         {.id = "level", .title = "Тәуекел деңгейі", .width = 140},
                                         {.id = "status", .title = "Мәртебесі", .width = 140},
                                         {.id = "due", .title = "Мерзімі", .width = 90}};
  table("gallery.table", columns, 40, v.table, {.is_selected = [](std::size_t row) { return row == 0; }},
        [&](TableRow& row) {
          const Line& line = lines[row.index() % lines.size()];
          if (row.next_cell()) row.text(line.number, TextStyle::body, Ink::text2);
          if (row.next_cell()) row.text(line.place);
          if (row.next_cell()) row.text(line.what);
          if (row.next_cell()) row.level(line.level, line.word);
          if (row.next_cell()) row.status(line.status, line.tone);
          if (row.next_cell()) row.text(line.due, TextStyle::body, line.level == 4 ? Ink::danger : Ink::text);
        });
}

void right_column(Values&) {
  badges();
  divider();
  cards();
  gap(14);
  banner("gallery.banner", BannerKind::warning, "Шекаралар сызбалық: елді мекендердің нақты шекарасы емес.",
         "Толығырақ");
  gap(10);
  progress("gallery.progress", 0.62, {.can_be_cancelled = true});
  text("GeoJSON экспорты", {.style = TextStyle::small, .ink = Ink::text2});
  key_hint("Ctrl+K");
}

class Gallery final : public Application {
 public:
  Gallery(Look look, bool has_dialog) : look_(look), has_dialog_(has_dialog) {}
  bool update() override { return false; }
  void build_ui(float width, float height) override {
    const float column = px(300), middle = px(470);
    if (Panel panel{"left", {0, 0, column, height}}; panel) left_column(values_);
    if (Panel panel{"middle", {column + 1, 0, column + middle, height * 0.72F}}; panel) middle_column(values_);
    if (Panel panel{"right", {column + middle + 1, 0, width, height * 0.72F}}; panel) right_column(values_);
    if (Panel panel{"bottom", {column + 1, height * 0.72F + 1, width, height}, {.padding = 12, .scrolls = false}};
        panel)
      table_part(values_);
    if (has_dialog_)
      dialog();
    else
      kit().toasts->draw({column, 0, width, height});
    if (!has_toast_) toast({ToastKind::success, "Мәселе № 1 248 сақталды", "Болдырмау", "undo"}), has_toast_ = true;
  }
  Rect map_place() const override { return {}; }
  void draw_map(gpu::MapCanvas&, Motion) override {}
  Look look() const override { return look_; }
  std::string title() const override { return "gallery"; }
  void drop(const std::vector<std::filesystem::path>&) override {}
  void ask_to_close() override {}
  bool wants_to_close() const override { return false; }
  bool is_idle() const override { return true; }
  std::optional<ScreenPoint> window_point_of(LonLat) const override { return std::nullopt; }

 private:
  void dialog() {
    DialogFrame frame{"form", "Жаңа мәселе"};
    if (frame.body()) {
      text_field("form.title", values_.title, {.label = "Мәселенің мәні", .is_required = true});
      text_edit("form.text", values_.text, {.label = "Сипаттамасы"});
      text_field("form.phone", values_.phone,
                 {.label = "Телефон", .error = "Телефон нөмірін енгізіңіз", .is_required = true});
    }
    frame.footer("Ctrl+Enter — сақтап, жаңасын бастау");
    frame.button("cancel", "Бас тарту", ButtonKind::secondary);
    frame.button("save", "Сақтау", ButtonKind::primary);
  }

  Look look_;
  bool has_dialog_, has_toast_ = false;
  Values values_;
};

int draw(std::span<char*> arguments) {
  if (arguments.size() < 2) return 2;
  Look look{.has_motion = false};
  const std::string theme = arguments.size() > 2 ? arguments[2] : "light";
  look.theme = theme == "dark" ? ui::Theme::dark : theme == "contrast" ? ui::Theme::high_contrast : ui::Theme::light;
  if (arguments.size() > 3) look.scale = std::strtof(arguments[3], nullptr);
  const ImageSize size{static_cast<int>(1360 * look.scale), static_cast<int>(960 * look.scale)};
  auto surface = HeadlessSurface::create(size);
  if (!surface) return 1;
  Gallery gallery{look, arguments.size() > 4};
  Trace trace;
  auto context = Context::create(look);
  if (!context) return 1;
  auto loop = FrameLoop::create(**surface, gallery, trace, std::move(*context));
  if (!loop) return 1;
  (*loop)->context().kit().probe.enable(true);
  (*loop)->settle();
  for (const ProbeEntry& entry : (*loop)->context().kit().probe.entries())
    if (entry.is_cut()) fmt::print("cut: {} {}\n", entry.name, entry.text);
  std::ofstream{arguments[1], std::ios::binary} << png_bytes((*loop)->picture());
  return 0;
}

}  // namespace
}  // namespace riskmap

int main(int argc, char** argv) {
  return riskmap::draw({argv, static_cast<std::size_t>(argc)});
}
