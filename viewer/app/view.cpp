// Start-up: the document begins to load while the window opens; then the frame loop, or a script.
#include "viewer/app/view.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "layers/core/text.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/web_client.h"
#include "layers/store/pg_address.h"
#include "layers/store/register_file.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/app/headless_surface.h"
#include "viewer/app/sample_register.h"
#include "viewer/app/script_runner.h"
#include "viewer/app/viewer_application.h"
#include "viewer/app/window.h"
#include "viewer/command/output.h"
#include "viewer/session/opened_copy.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

Result<std::optional<ImageSize>> wanted_size(const std::string& text) {
  if (text.empty()) return std::optional<ImageSize>{};
  const auto parts = split(text, 'x');
  ImageSize size;
  const auto read = [](const std::string& part, int& number) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    return error == std::errc{} && end == part.data() + part.size();
  };
  if (parts.size() != 2 || !read(parts[0], size.width) || !read(parts[1], size.height))
    return fail(ErrorCode::usage, "WxH in pixels", "--size", text);
  if (std::min(size.width, size.height) < 320 || std::max(size.width, size.height) > 8192)
    return fail(ErrorCode::usage, "a side of 320 to 8192 pixels", "--size", text);
  return std::optional{size};
}

Result<std::unique_ptr<Surface>> make_surface(const ViewArguments& arguments, const Session& session,
                                              std::optional<ImageSize> size) {
  if (arguments.is_headless) {
    auto surface = HeadlessSurface::create(size.value_or(ImageSize{1440, 900}));
    if (!surface) return std::unexpected{std::move(surface).error()};
    return std::unique_ptr<Surface>{std::move(*surface)};
  }
  WindowOptions options;
  options.size = size.value_or(ImageSize{session.settings().window_width, session.settings().window_height});
  auto window = Window::create(options);
  if (!window) return std::unexpected{std::move(window).error()};
  return std::unique_ptr<Surface>{std::move(*window)};
}

double seconds_now() {
  return std::chrono::duration<double>{std::chrono::steady_clock::now().time_since_epoch()}.count();
}

// The named file and those beside it, else the register of last time, else the sample.
void open_document(Session& session, const ViewArguments& arguments) {
  std::error_code ignored;
  if (!arguments.files.empty()) {
    OpenPath intent{arguments.files.front()};
    for (auto file = arguments.files.begin() + 1; file != arguments.files.end(); ++file)
      // Remembered with the map, whatever the folder then.
      intent.beside.push_back(is_web_address(*file) ? fs::path{*file} : fs::absolute(*file, ignored));
    return session.apply(intent);
  }
  const fs::path last = session.settings().last_register;
  if (is_register_address(last.native()) || (!last.empty() && fs::exists(last, ignored)))
    return session.apply(OpenPath{last});
  if (!last.empty()) session.apply(MissRegister{last});
  const auto sample = sample_register();
  if (sample)
    session.apply(OpenPath{*sample});
  else
    refuse(sample.error());
}

Result<Script> read_script(const std::string& file) {
  constexpr std::uintmax_t largest_script = std::uintmax_t{4} << 20;  // bytes
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) return fail(ErrorCode::usage, "a folder is no script", "--script", file);
  if (fs::exists(file, ignored) && !fs::is_regular_file(file, ignored))  // a device or a pipe may never end
    return fail(ErrorCode::usage, "a script is a plain file", "--script", file);
  std::ifstream in{file};
  if (!in) return fail(ErrorCode::not_found, "cannot read the script", file);
  if (fs::file_size(file, ignored) > largest_script)
    return fail(ErrorCode::too_large, "a script beyond the limit", "--script", file);
  std::ostringstream text;
  text << in.rdbuf();
  return parse_script(text.str());
}

ExitStatus run_script(FrameLoop& loop, Surface& surface, Application& application, const Script& script) {
  ScriptRunner runner{loop, surface, application};
  const int failed = runner.run(script, [](const std::string& line) { print_message(line); });
  const auto passed = static_cast<std::int64_t>(script.size()) - failed;
  print_message(fill(tr("Steps passed: {n}, failed: {failed}"),
                     {{"n", format_integer(passed)}, {"failed", format_integer(failed)}}));
  return failed == 0 ? ExitStatus::done : ExitStatus::refused;
}

void apply_looks(Session& session, const ViewArguments& arguments) {
  if (const auto theme = theme_named(arguments.theme)) session.apply(SetTheme{*theme});
  if (arguments.scale_percent > 0) session.apply(SetScale{arguments.scale_percent});
}

ExitStatus run_loop(const ViewArguments& arguments, Surface& surface, ViewerApplication& application, Trace& trace,
                    const Script& script, std::unique_ptr<ui::Context> interface) {
  auto loop = FrameLoop::create(surface, application, trace, std::move(interface));
  if (!loop) return refuse(loop.error());
  trace.phase("interface");
  const bool is_scripted = !arguments.script.empty() || arguments.lists_widgets;
  (*loop)->context().kit().probe.enable(is_scripted);
  auto status = ExitStatus::done;
  if (is_scripted) {
    application.session().wait_until_idle();
    (*loop)->settle();
  }
  if (!arguments.script.empty()) status = run_script(**loop, surface, application, script);
  if (arguments.lists_widgets) print_line(widget_list((*loop)->context().kit().probe));
  if (!is_scripted) (*loop)->run();
  return status;
}
}  // namespace

ExitStatus view(const ViewArguments& arguments) {
  Trace trace;
  const auto size = wanted_size(arguments.size);
  if (!size) return refuse(size.error());
  if (may_be_register(arguments.trace))
    return refuse({ErrorCode::invalid_input, "nothing replaces a register", arguments.trace, {}});
  const bool is_scripted = !arguments.script.empty() || arguments.lists_widgets;
  if (arguments.is_headless && !is_scripted)
    return refuse({ErrorCode::usage, "nothing would end it", "--headless", {}});
  auto script = arguments.script.empty() ? Result<Script>{Script{}} : read_script(arguments.script);
  if (!script) return refuse(script.error());
  std::atomic<Surface*> awake = nullptr;  // workers may be done before there is a surface
  const auto sample = sample_folder();
  SessionOptions options{.today = arguments.today,
                         .language = arguments.language,
                         .locale_language = arguments.locale_language,
                         .sample_settlements = sample ? *sample / "settlements.csv" : fs::path{},
                         .settings_file = is_scripted ? fs::path{} : settings_file(),
                         .drafts_folder = is_scripted ? fs::path{arguments.drafts} : drafts_folder(),
                         .asks_author = !is_scripted,
                         .open_file = is_scripted ? OpenFile{} : open_with_system,
                         .clock = is_scripted ? std::function<double()>{} : seconds_now,
                         .wake = {}};
  std::unique_ptr<Surface> surface;
  ViewerApplication application{options, [&awake] {
                                  if (auto* to_wake = awake.load()) to_wake->wake();
                                }};
  apply_looks(application.session(), arguments);
  forget_inherited_settings();  // while nothing else runs: the rest of GDAL is set up by whoever opens the document
  open_document(application.session(), arguments);
  trace.phase("document asked for");
  // Letters are drawn for the interface while the window opens: a seventh of the way to the first picture.
  auto interface = std::async(std::launch::async, ui::Context::create, application.look());
  auto made = make_surface(arguments, application.session(), *size);
  if (!made) return refuse(made.error());
  surface = std::move(*made);
  awake = surface.get();
  trace.phase("surface");
  auto letters = interface.get();
  if (!letters) return refuse(letters.error());
  trace.phase("fonts");
  const auto status = run_loop(arguments, *surface, application, trace, *script, std::move(*letters));
  awake = nullptr;
  if (!arguments.trace.empty())
    if (const auto written = trace.write(arguments.trace); !written) return refuse(written.error());
  return status;
}

}  // namespace riskmap
