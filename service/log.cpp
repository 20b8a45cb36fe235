#include "service/log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "vocabulary/utc_text.hpp"

namespace celltally {
namespace {

std::atomic<Log::Level> least_level{Log::Level::info};
std::atomic<Log::Format> line_format{Log::Format::text};

// How often each text came within the last minute. Bounded: texts that vary (a number in them) are
// not repeats, and when there are many of them all are forgotten at once.
class Repeats {
 public:
  using Seconds = std::chrono::steady_clock::time_point;

  // How often it was held back since it was last told; nothing when it must be held back now.
  bool tell(const std::string& text, std::uint64_t& held_back) {
    constexpr std::size_t kTextsMax = 256;
    constexpr auto kQuiet = std::chrono::minutes{1};
    const Seconds now = std::chrono::steady_clock::now();
    const std::scoped_lock lock{mutex_};
    if (seen_.size() > kTextsMax) seen_.clear();
    const auto [entry, fresh] = seen_.try_emplace(text, Entry{now, 0});
    held_back = entry->second.held_back;
    if (!fresh && now - entry->second.told < kQuiet) {
      ++entry->second.held_back;
      return false;
    }
    entry->second = {now, 0};
    return true;
  }

 private:
  struct Entry {
    Seconds told;
    std::uint64_t held_back = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Entry> seen_;
};

Timestamp now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::nanoseconds>(since).count()};
}

// sd-daemon(3): journald takes the priority from the front of the line.
std::string_view priority(Log::Level level) noexcept {
  static constexpr std::array<std::string_view, 4> kPrefix{"<7>", "<6>", "<4>", "<3>"};
  return kPrefix[static_cast<std::size_t>(level)];
}

std::string line_of(Log::Level level, const std::string& text) {
  if (line_format.load() == Log::Format::json) {
    const nlohmann::ordered_json line{
        {"at", utc_precise(now())}, {"level", to_text(level)}, {"text", text}};
    return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  }
  static const bool journal = std::getenv("JOURNAL_STREAM") != nullptr;
  if (journal) return std::string{priority(level)} + text + "\n";
  return utc_seconds(now()) + " " + std::string{to_text(level)} + ": " + text + "\n";
}

}  // namespace

std::string_view to_text(Log::Level level) noexcept {
  static constexpr std::array<std::string_view, 4> kWords{"debug", "info", "warning", "error"};
  return kWords[static_cast<std::size_t>(level)];
}

void Log::configure(Level least, Format format) noexcept {
  least_level = least;
  line_format = format;
}

void Log::write(Level level, std::string_view text) {
  static Repeats repeats;
  if (level < least_level.load()) return;
  std::string message{text};
  // A line break would begin a line of its own, with a priority and a text that nobody here chose.
  const auto obeyed = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  std::replace_if(message.begin(), message.end(), obeyed, '?');
  std::uint64_t held_back = 0;
  if (!repeats.tell(message, held_back)) return;
  if (held_back > 0) message += " (and " + std::to_string(held_back) + " times before)";
  const std::string line = line_of(level, message);
  // A log that cannot be written has nobody to tell.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace celltally
