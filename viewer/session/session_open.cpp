// Opening documents, loading boundaries, exporting: long work with progress and cancel.
#include <algorithm>
#include <utility>
#include <variant>

#include "layers/store/boundaries.h"
#include "layers/store/pg_address.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/session/export_job.h"
#include "viewer/session/incoming_table.h"
#include "viewer/session/office_day.h"
#include "viewer/session/opened_register.h"
#include "viewer/session/session_apply.h"
#include "viewer/session/session_work.h"

namespace riskmap {

namespace {
constexpr std::size_t most_recent = 10;

// What is remembered must be found from any folder.
std::string remembered(const std::filesystem::path& path) {
  if (is_register_address(path.native())) return path.string();
  std::error_code error;
  const auto whole = std::filesystem::absolute(path, error);
  return (error ? path : whole.lexically_normal()).string();
}

void remember_first(std::vector<std::string>& recent, const std::string& path) {
  std::erase(recent, path);
  recent.insert(recent.begin(), path);
  recent.resize(std::min(recent.size(), most_recent));
}
}  // namespace

void Session::Applier::operator()(const OpenPath& intent) const {
  if ((intent.use == FileUse::boundaries || intent.use == FileUse::table) && !session.document_.can_edit())
    return session.tell({ErrorCode::read_only, "no writable register is open", {}, {}});
  if (is_filled_in(session.view_.dialog)) return session.ask_to_finish();
  const bool takes_tables = session.document_.can_edit() && intent.use == FileUse::ask && holds_problems(intent.path);
  if (intent.use == FileUse::table || takes_tables)
    return session.preview(std::make_shared<const TableRequest>(TableRequest{intent.path}));
  const bool lies_beside = intent.use == FileUse::context || !session.document_.is_empty();
  const bool is_picture = intent.use != FileUse::boundaries &&
                          (is_raster_file(intent.path) || (lies_beside && is_named_as_picture(intent.path)));
  if (is_picture && session.document_.is_empty())
    return session.tell({ErrorCode::format, "a picture lies under a map", intent.path.string(), {}});
  const bool is_beside = is_picture || (intent.use == FileUse::context && !session.document_.is_empty());
  if (is_beside && session.is_arriving()) {
    session.beside_.push_back(intent.path);  // once the map has come
    return;
  }
  if (is_beside) return session.add_context({{intent.path, intent.layer, {}, {}}});
  session.beside_ = intent.beside;
  const auto& incoming = session.incoming_;
  session.open(intent, incoming && incoming->path == intent.path ? incoming->assumed_crs : std::string{});
}

void Session::Applier::operator()(const MissRegister& intent) const {
  remember_first(session.settings_.recent, intent.path.string());
  session.tell(Toast::Kind::info,
               fill(tr("The register opened last was not found: {file}. It stays in the list of recent ones."),
                    {{"file", intent.path.string()}}));
}

void Session::Applier::operator()(const ChooseCrs& intent) const {
  const auto incoming = session.incoming_;
  session.apply(CloseDialog{});
  if (incoming) session.open({incoming->path, incoming->use, {}, incoming->features->layer_name}, intent.crs);
}

// The one that is shown.
void Session::Applier::operator()(const CancelJob&) const {
  if (!session.work_->jobs.empty()) session.work_->stop(session.work_->jobs.back().number);
  session.show_job();
}

void Session::open(const OpenPath& asked, const std::string& assumed_crs) {
  const auto& path = asked.path;
  auto& work = *work_;
  work.stop(work.opening_job);
  if (is_arriving()) close_document();
  const auto serial = ++work.asked_serial;
  auto job = begin_job(fill(tr("Opening {file}"), {{"file", short_name(path)}}));
  work.opening_job = job.number;
  const auto arrive = [&work, serial, number = job.number](auto loaded) {
    work.deliver(
        [serial, number, loaded = std::make_shared<decltype(loaded)>(std::move(loaded))](Session& session) mutable {
          session.end_job(number);
          if (serial == session.work_->asked_serial) session.opened(std::move(*loaded));
        });
  };
  if (asked.use != FileUse::boundaries && looks_like_register(path)) {
    // Beside the register on the screen, which stays open until this one has come.
    work.opening = std::make_unique<StoreThread>(path);
    work.opening->run([path, arrive, &work, serial, is_map_open = !document_.is_empty(),
                       fewest = options_.large_register, system = remembered_view(path),
                       look = FirstLook{fresh_view(), options_.today},
                       long_work = job.work](const Result<RegisterStore*>& store) {
      if (store && !is_map_open)
        if (auto places = arriving_register(**store, path, system, fewest))
          work.deliver([serial, places = std::move(*places)](Session& session) {
            if (serial == session.work_->asked_serial) session.show_arriving(places);
          });
      arrive(store ? open_for_window(**store, path, system, look, long_work)
                   : Result<OpenedRegister>{std::unexpected{store.error()}});
    });
    return;
  }
  const FileRequest request{.path = path,
                            .use = asked.use,
                            .assumed_crs = assumed_crs,
                            .layer = asked.layer,
                            .view = remembered_view(path),
                            .snapshot = document_.reg ? document_.reg->snapshot : nullptr,
                            .takes_shapes = document_.can_edit(),
                            .is_map_open = !document_.is_empty(),
                            .sample_settlements = options_.sample_settlements};
  work.pool.run([request, arrive, &work, serial, long_work = job.work, glimpse_after = options_.glimpse_after] {
    OpenOptions options;
    options.stop = long_work.stop;
    options.progress = long_work.progress;
    if (!request.is_map_open && request.use != FileUse::boundaries) {
      options.glimpse_after = glimpse_after;
      options.glimpse = [&request, &work, serial](const Features& so_far) {
        auto arriving = arriving_file(request, so_far);
        if (!arriving) return;
        work.deliver([arriving = std::move(*arriving), serial](Session& session) {
          if (serial == session.work_->asked_serial) session.show_arriving(arriving.so_far, arriving.extent);
        });
      };
    }
    arrive(bring_file(request, options));
  });
}

void Session::opened(Result<OpenedRegister> opened) {
  auto store = std::move(work_->opening);
  const bool was_moved = is_arriving() && !is_fitted_;
  const auto before = std::pair{view_.camera, document_.view_crs()};
  if (is_arriving()) close_document();
  if (!opened) return tell(opened.error());
  if (is_filled_in(view_.dialog)) return ask_to_finish();
  close_document();
  work_->store = std::move(store);
  derived_.replace_by(std::move(opened->derived));
  auto& document = opened->document;
  today_ = office_day(*document.snapshot, options_.today);
  view_.layer = first_layer(document);
  settings_.last_register = remembered(document.path);
  remember_first(settings_.recent, settings_.last_register);
  if (document.info.is_read_only) {
    const auto reason = reason_message(document.info.read_only_reason);
    tell(Toast::Kind::info, reason.empty() ? tr("The file is open for reading only.") : reason);
  }
  if (is_register_address(document.path.native())) work_->watch_others();
  document_.reg = std::move(document);
  view_.system = view_system_from(remembered_view(document_.path())).value_or(ViewSystem::fitting);
  save_settings();
  prepare_search();
  recall_hotspots();
  recall_classes();
  bring_drafts();
  after_edit_or_open();
  show_context();
  derived_.update(document_, view_, today_);
  fit_whole();
  if (was_moved) keep_camera(before.first, before.second);
}

// Where a person has gone to while it was arriving.
void Session::keep_camera(const Camera& camera, const std::string& view_crs) {
  if (view_crs != document_.view_crs()) return;
  view_.camera = camera;
  is_fitted_ = false;
}

void Session::show_arriving(RegisterDocument places) {
  if (!document_.is_empty()) return;
  view_.layer = first_layer(places);
  view_.system = view_system_from(remembered_view(places.path)).value_or(ViewSystem::fitting);
  today_ = office_day(*places.snapshot, options_.today);
  coming_ = places.layers->extent;
  document_.reg = std::move(places);
  derived_.update(document_, view_, today_);
  fit_whole();
}

namespace {
template <typename... Kind>
bool is_one_of(const Intent& intent) {
  return (intent.is<Kind>() || ...);
}

bool needs_records(const Intent& intent) {
  if (const auto* dialog = intent.as<OpenDialog>()) return dialog->dialog != Dialog::open_file;
  return !is_one_of<CloseDialog, OpenPath, MissRegister, CancelJob, PanBy, ZoomBy, FitAll, EndFlight, ResizeMap,
                    TellShown, SetLanguage, SetTheme, SetScale, SetReducedMotion, SetPanelSize, DismissToast, Quit,
                    StayOpen>(intent);
}
}  // namespace

bool Session::waits_for_records(const Intent& intent) const {
  return is_arriving() && document_.reg && needs_records(intent);
}

// Until the rest has come, or will not come.
void Session::show_arriving(FileDocument so_far, const Box& extent) {
  const bool is_first = document_.is_empty();
  if (!is_first && !is_arriving()) return;
  if (is_first) view_.system = view_system_from(remembered_view(so_far.path)).value_or(ViewSystem::fitting);
  document_.file = std::move(so_far);
  coming_ = extent;
  derived_.update(document_, view_, today_);
  if (is_first || is_fitted_) fit_whole();
}

void Session::opened(Result<BroughtFile> file) {
  if (!file) {
    if (is_arriving()) close_document();
    return tell(file.error());
  }
  if (is_filled_in(view_.dialog) && !is_arriving()) return ask_to_finish();
  if (auto* document = std::get_if<FileDocument>(&*file)) return show(std::move(*document));
  if (is_arriving()) close_document();
  ask_about(std::move(std::get<IncomingFile>(*file)));
}

// A form that is being filled in is worth more than a file that can be brought again.
void Session::ask_to_finish() {
  tell(Toast::Kind::info, tr("Finish the open dialog first, then open the file again."));
}

void Session::ask_about(IncomingFile file) {
  if (view_.dialog != Dialog::none) return ask_to_finish();
  const auto dialog = file.names_crs() ? Dialog::file_use : Dialog::choose_crs;
  incoming_ = std::make_shared<const IncomingFile>(std::move(file));
  apply(OpenDialog{dialog, no_row, incoming_->path.string()});
}

void Session::show(FileDocument document) {
  const bool was_moved = is_arriving() && !is_fitted_;
  const auto before = std::pair{view_.camera, document_.view_crs()};
  close_document();
  document_.file = std::move(document);
  view_.system = view_system_from(remembered_view(document_.path())).value_or(ViewSystem::fitting);
  if (const auto layers = drawable_layers(document_.file->layers_in_file); layers.size() > 1)
    tell(Toast::Kind::info, trn("The file has {n} more layer with shapes. Choose it at the left.",
                                "The file has {n} more layers with shapes. Choose one at the left.",
                                static_cast<std::int64_t>(layers.size()) - 1));
  const auto& indicators = document_.file->layer->indicators;
  view_.layer.indicator =
      indicators.empty() || indicators.front().tells_nothing ? std::string{} : indicators.front().id;
  recall_classes();
  const auto& features = *document_.file->layer->features;
  if (auto off_map = off_map_text(*document_.file->layer); !off_map.empty())
    tell(Toast::Kind::info, std::move(off_map));
  if (auto loss = loss_text(features); !loss.empty())
    tell(Toast::Kind::info, std::move(loss), {}, report_of(document_.file->path.filename().string(), features));
  show_context();
  derived_.update(document_, view_, today_);
  fit_whole();
  if (was_moved) keep_camera(before.first, before.second);
}

ViewState Session::fresh_view() const {
  const auto& old = view_;
  ViewState fresh;
  fresh.language = old.language, fresh.theme = old.theme, fresh.scale_percent = old.scale_percent;
  fresh.camera.size = old.camera.size;
  fresh.map_language = old.map_language;
  fresh.layers_choice = old.layers_choice;
  return fresh;
}

void Session::close_document() {
  view_ = fresh_view();
  flight_.reset();
  document_ = {};
  coming_.reset();
  work_->document_serial = work_->asked_serial;
  work_->store.reset();
  search_.reset();
  history_.clear();
  undo_ = {};
  drafts_ = {};
  applicant_desk_ = {};
  commit_ = {CommitState::Stage::idle, commit_.serial, {}, {}, {}};
}

namespace {
Result<Features> read_shapes(const std::filesystem::path& path, const LongWork& work) {
  OpenOptions options;
  options.progress = work.progress;
  options.stop = work.stop;
  auto shapes = read_vector_file(path, options);
  if (!shapes) return std::unexpected{std::move(shapes).error()};
  return std::make_shared<const FeatureTable>(std::move(*shapes));
}

std::string loaded_text(const BoundaryMatch& match) {
  auto text = fill(tr("Boundaries loaded: {n} matched, {m} not found in the register"),
                   {{"n", format_integer(static_cast<std::int64_t>(match.place_count()))},
                    {"m", format_integer(static_cast<std::int64_t>(match.unmatched_features.size()))}});
  if (match.outside_codes.empty()) return text;
  return text + ". " +
         fill(tr("Settlements outside: {n}"),
              {{"n", format_integer(static_cast<std::int64_t>(match.outside_codes.size()))}});
}
}  // namespace

// What a person has seen counted is what is loaded, even if the file changes meanwhile.
void Session::Applier::operator()(const LoadBoundariesFrom& intent) const {
  if (!session.document_.can_edit())
    return session.tell({ErrorCode::read_only, "no writable register is open", {}, {}});
  if (session.waits_for_author(intent)) return;
  const auto job = session.begin_job(tr("Loading boundaries"));
  const auto snapshot = session.document_.reg->snapshot;
  const auto& incoming = session.incoming_;
  const auto seen = incoming && incoming->path == intent.path ? incoming->features : nullptr;
  session.work_->ask_store([intent, snapshot, seen, author = session.settings_.author, &session_work = *session.work_,
                            job](RegisterStore& store) -> Work::Arrival {
    const auto& work = job.work;
    const auto shapes = seen ? Result<Features>{seen} : read_shapes(intent.path, work.stretch(0, 0.5));
    const auto match = !shapes
                           ? Result<BoundaryMatch>{std::unexpected{shapes.error()}}
                           : load_boundaries(store, *snapshot, intent.level, **shapes, intent.key_field,
                                             intent.path.filename().string(), author, work.stretch(seen ? 0 : 0.5, 1));
    session_work.deliver([number = job.number](Session& any) { any.end_job(number); });
    return [match, shapes, file = intent.path.filename().string()](Session& arrived) {
      if (!match) return arrived.tell(match.error());
      arrived.take_over(match->accepted);
      arrived.undo_.undo_batch = match->accepted.batch;
      arrived.tell(Toast::Kind::success, loaded_text(*match), match->accepted.batch,
                   report_of(file, *arrived.snapshot(), *match, **shapes));
      arrived.after_edit_or_open();
    };
  });
}

void Session::Applier::operator()(const ExportTo& intent) const {
  if (!session.document_.reg) return;
  auto& work = *session.work_;
  const auto ticket = session.begin_job(tr("Exporting…"));
  // What is exported is what the filter of this moment keeps.
  session.derived_.update(session.document_, session.view_, session.today_);
  const auto& layer = session.view_.layer;
  auto job = ExportJob{.snapshot = session.document_.reg->snapshot,
                       .shapes = session.document_.reg->shapes,
                       .where = session.derived().where_any_day,
                       .period = session.derived().counting.period,
                       .request = intent,
                       .language = session.view_.language,
                       .today = session.today_,
                       .hotspots = {layer.level, layer.indicator, layer.hotspots}};
  work.pool.run([job = std::move(job), &work, ticket] {
    auto count = run(job, ticket.work);
    work.deliver([count, path = job.request.path, number = ticket.number](Session& arrived) {
      arrived.end_job(number);
      if (!count) return arrived.tell(count.error());
      arrived.tell(Toast::Kind::success,
                   fill(tr("Exported {n} records to {file}"), {{"n", format_integer(static_cast<std::int64_t>(*count))},
                                                               {"file", path.filename().string()}}));
    });
  });
}

}  // namespace riskmap
