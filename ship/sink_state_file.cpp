#include "ship/sink_state_file.hpp"

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

#include "outbox/segment_file.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kStateBytesMost = 1 << 20;

std::optional<Timestamp> time_of(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return utc_from_text(value.get<std::string>());
}

// Throws what nlohmann throws on a missing key or a wrong type.
SinkState state_of(const Json& json) {
  SinkState state;
  json.at("begun").get_to(state.begun);
  json.at("acknowledged").get_to(state.done);
  json.at("acknowledged_sha256").get_to(state.done_sha256);
  json.at("delivered").get_to(state.delivered);
  json.at("refused").get_to(state.refused);
  json.at("dropped").get_to(state.dropped);
  json.at("damaged").get_to(state.damaged);
  json.at("last_error").get_to(state.last_error);
  json.at("refused_segments").get_to(state.refused_names);
  state.failing_since = time_of(json.at("failing_since"));
  return state;
}

bool sums_up(const SinkState& state) {
  return state.begun <= state.done &&
         state.done - state.begun == state.delivered + state.refused + state.dropped &&
         state.damaged <= state.dropped && state.refused_names.size() <= SinkState::kNamesMost;
}

}  // namespace

Result<std::optional<SinkState>, std::string> load_sink_state(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) {
    const int why = errno;
    if (why == ENOENT) return std::optional<SinkState>{};
    return fail(path + ": cannot open: " + std::generic_category().message(why));
  }
  std::string text(kStateBytesMost, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  try {
    const SinkState state = state_of(Json::parse(text));
    if (!sums_up(state)) return fail(path + ": its counts do not sum up");
    return std::optional{state};
  } catch (const Json::exception&) {
    return fail(path + ": is not the state of a sink");
  }
}

std::optional<std::string> save_sink_state(const std::string& path, const SinkState& state) {
  Json json{{"format", 1},
            {"begun", state.begun},
            {"acknowledged", state.done},
            {"acknowledged_sha256", state.done_sha256},
            {"delivered", state.delivered},
            {"refused", state.refused},
            {"dropped", state.dropped},
            {"damaged", state.damaged},
            {"last_error", state.last_error},
            {"failing_since", nullptr},
            {"refused_segments", state.refused_names}};
  if (state.failing_since) json["failing_since"] = utc_seconds(*state.failing_since);
  // An error text may hold what a server answered, in whatever encoding.
  const std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  constexpr std::uint32_t kMode = 0644;
  const std::filesystem::path whole{path};
  const std::string folder = whole.parent_path().string();
  auto fault = write_whole_file(folder, whole.filename().string(), text, kMode);
  if (!fault) fault = sync_folder(folder);
  return fault ? std::optional{fault->text} : std::nullopt;
}

}  // namespace celltally
