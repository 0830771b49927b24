#include "layers/geo/web_tiles.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "layers/geo/file_check.h"
#include "layers/geo/tile_address.h"
#include "layers/geo/tile_cache.h"
#include "layers/geo/web_client.h"

namespace riskmap {

namespace {
using Clock = std::chrono::steady_clock;

constexpr int usual_side = 256;
constexpr std::int64_t most_tiles = 150;  // of one reading
constexpr int steps_up = 5;               // to a coarser tile that stands in
constexpr std::size_t at_once = 6, most_wanted = 300;
constexpr std::chrono::seconds until_next_try{60};
constexpr const char* no_tile = "no map tile came";
constexpr int kept_between_looks = 200;  // at how much the disk holds

TileRange range_for(const Box& box, double metres_per_pixel, int side, int finest_zoom) {
  auto range = range_of(box, std::clamp(zoom_of(metres_per_pixel, side), 0, finest_zoom));
  while (range.count() > most_tiles) range = range_of(box, range.zoom - 1);
  return range;
}

// From the middle outwards: what a person looks at comes first.
std::vector<TileName> tiles_of(const TileRange& range) {
  std::vector<TileName> tiles;
  for (int column = range.first_column; column <= range.last_column; ++column)
    for (int row = range.first_row; row <= range.last_row; ++row) tiles.push_back({range.zoom, column, row});
  std::ranges::stable_sort(tiles, {}, [&](const TileName& tile) {
    const double across = 2 * tile.column - range.first_column - range.last_column;
    const double down = 2 * tile.row - range.first_row - range.last_row;
    return across * across + down * down;
  });
  return tiles;
}

// The quarter, or a quarter of it, that a tile takes of the one `up` zooms coarser.
TilePixels enlarged(const TilePixels& coarse, int side, const TileName& tile, int up) {
  const int mask = (1 << up) - 1, part = side >> up;
  const int left = (tile.column & mask) * part, top = (tile.row & mask) * part;
  TilePixels pixels(coarse.size());
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      pixels[static_cast<std::size_t>(y * side + x)] =
          coarse[static_cast<std::size_t>((top + (y >> up)) * side + left + (x >> up))];
  return pixels;
}

std::optional<TilePixels> pixels_of(const TileCache& cache, const TileName& tile, int side) {
  if (auto own = read_tile(cache.file_of(tile), side)) return own;
  for (int up = 1; up <= std::min(steps_up, tile.zoom); ++up)
    if (const auto coarse = read_tile(cache.file_of({tile.zoom - up, tile.column >> up, tile.row >> up}), side))
      return enlarged(*coarse, side, tile, up);
  return std::nullopt;
}

bool is_picture_bytes(const std::string& bytes) {
  const auto format = format_of(std::string_view{bytes}.substr(0, 64), "");
  return format && (*format == FileFormat::png || *format == FileFormat::jpeg);
}
}  // namespace

struct WebTiles::State {
  State(TileAddress asked, TileCache on_disk) : address{std::move(asked)}, cache{std::move(on_disk)} {
    has_any = cache.side().has_value();
    thread = std::jthread{[this](const std::stop_token& stop) { work(stop); }};
  }
  ~State() {
    thread.request_stop();
    client.wake();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void want(const std::vector<TileName>& tiles);
  [[nodiscard]] bool is_waiting() const { return !wanted.empty() || !under_way.empty(); }  // with the lock
  void work(const std::stop_token& stop);
  void ask();
  void settle(const WebAnswer& answer);
  [[nodiscard]] TileName tile_of(std::size_t question);
  [[nodiscard]] std::optional<Error> problem_of(const Error& error) const;
  [[nodiscard]] Result<void> kept(const TileName& tile, const Result<std::string>& bytes) const;

  const TileAddress address;
  const TileCache cache;
  WebClient client;

  std::mutex mutex;  // of what follows
  std::condition_variable_any has_changed;
  std::deque<TileName> wanted;
  std::map<std::size_t, TileName> under_way;  // by the number of the question
  std::map<TileName, Clock::time_point> failed;
  std::optional<Error> problem;
  std::size_t questions = 0;
  bool has_news = false, has_any = false;  // any: of this address, ever

  int tiles_kept = 0;   // of the thread alone, as the client
  std::jthread thread;  // last: it works on what stands above
};

void WebTiles::State::want(const std::vector<TileName>& tiles) {
  {
    const std::lock_guard lock{mutex};
    has_news = false;
    const auto now = Clock::now();
    std::deque<TileName> next;
    for (const auto& tile : tiles) {
      const auto failure = failed.find(tile);
      const bool is_asked =
          std::ranges::any_of(under_way, [&](const auto& question) { return question.second == tile; });
      if (!is_asked && (failure == failed.end() || now > failure->second + until_next_try)) next.push_back(tile);
    }
    std::ranges::copy_if(wanted, std::back_inserter(next),
                         [&](const TileName& tile) { return std::ranges::find(tiles, tile) == tiles.end(); });
    next.resize(std::min(next.size(), most_wanted));
    wanted = std::move(next);
  }
  has_changed.notify_all();
  client.wake();
}

void WebTiles::State::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    ask();
    if (client.under_way() == 0) {
      std::unique_lock lock{mutex};
      has_changed.wait(lock, stop, [&] { return !wanted.empty(); });
      continue;
    }
    for (const auto& answer : client.answers(std::chrono::seconds{1})) settle(answer);
  }
}

void WebTiles::State::ask() {
  const std::lock_guard lock{mutex};
  while (!wanted.empty() && under_way.size() < at_once) {
    const auto tile = wanted.front();
    wanted.pop_front();
    under_way.emplace(++questions, tile);
    client.ask(questions, address.url(tile));
  }
}

// A tile that the server does not have is nobody's fault: it is coarser ones that are shown there. A server that has
// none at all was not meant. With the lock.
std::optional<Error> WebTiles::State::problem_of(const Error& error) const {
  if (error.code == ErrorCode::not_found && has_any) return std::nullopt;
  if (error.code == ErrorCode::not_found) return Error{ErrorCode::format, no_tile, address.text, {}};
  return Error{error.code, error.detail, address.text, {}};
}

void WebTiles::State::settle(const WebAnswer& answer) {
  const auto tile = tile_of(answer.question);
  const auto done = kept(tile, answer.bytes);
  {
    const std::lock_guard lock{mutex};
    under_way.erase(answer.question);
    has_news = has_news || done;
    if (done)
      failed.erase(tile);
    else
      failed[tile] = Clock::now();
    has_any = has_any || done;
    problem.reset();
    if (!done) problem = problem_of(done.error());
  }
  has_changed.notify_all();
  if (done && ++tiles_kept % kept_between_looks == 0) cache.shrink();
}

TileName WebTiles::State::tile_of(std::size_t question) {
  const std::lock_guard lock{mutex};
  return under_way.at(question);
}

Result<void> WebTiles::State::kept(const TileName& tile, const Result<std::string>& bytes) const {
  if (!bytes) return std::unexpected{bytes.error()};
  if (!is_picture_bytes(*bytes)) return fail(ErrorCode::format, no_tile);
  if (auto done = cache.keep(tile, *bytes); !done) return done;
  const auto file = cache.file_of(tile);
  const auto side = side_of_tile(file);
  if (side && read_tile(file, *side)) return {};
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  return fail(ErrorCode::format, no_tile);
}

Result<WebTiles> WebTiles::at(const std::string& address, const std::filesystem::path& cache_folder) {
  auto tiles = TileAddress::from(address);
  if (!tiles) return std::unexpected{std::move(tiles).error()};
  auto cache = TileCache::of(address, cache_folder);
  if (!cache) return std::unexpected{std::move(cache).error()};
  return WebTiles{std::make_unique<State>(std::move(*tiles), std::move(*cache))};
}

WebTiles::WebTiles(std::unique_ptr<State> state) : state_{std::move(state)} {}
WebTiles::WebTiles(WebTiles&&) noexcept = default;
WebTiles& WebTiles::operator=(WebTiles&&) noexcept = default;
WebTiles::~WebTiles() = default;

const std::string& WebTiles::attribution() const {
  return state_->address.attribution;
}

std::optional<TileMosaic> WebTiles::mosaic(const Box& box, double metres_per_pixel, const std::stop_token& stop) const {
  if (box.is_empty()) return std::nullopt;
  const auto& cache = state_->cache;
  const int side = cache.side().value_or(usual_side);
  const auto range = range_for(box, metres_per_pixel, side, state_->address.finest_zoom);
  std::vector<TileName> lacking;
  for (const auto& tile : tiles_of(range))
    if (cache.age(tile) != TileCache::Age::fresh) lacking.push_back(tile);
  state_->want(lacking);
  return mosaic_of(range, side, [&](const TileName& tile) { return pixels_of(cache, tile, side); }, stop);
}

bool WebTiles::is_waiting() const {
  const std::lock_guard lock{state_->mutex};
  return state_->is_waiting();
}

bool WebTiles::has_news() const {
  const std::lock_guard lock{state_->mutex};
  return state_->has_news;
}

void WebTiles::wait(Clock::time_point until, const std::stop_token& stop) const {
  std::unique_lock lock{state_->mutex};
  state_->has_changed.wait_until(lock, stop, until, [&] { return !state_->is_waiting(); });
}

std::optional<Error> WebTiles::problem() const {
  const std::lock_guard lock{state_->mutex};
  return state_->problem;
}

}  // namespace riskmap
