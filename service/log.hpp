#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// One line an event, on stderr: for people and journald (with its <N> priority prefix when stderr
// is the journal), or JSON. Any thread; a line is one write. Not for the data path. Control
// characters become question marks. Repeats of one text within a minute are held back, and counted
// when it comes again later.
class Log {
 public:
  enum class Level : std::uint8_t { debug, info, warning, error };
  enum class Format : std::uint8_t { text, json };

  // For the whole process; call it before other threads begin. The default is info, text.
  static void configure(Level least, Format format) noexcept;

  static void debug(std::string_view text) { write(Level::debug, text); }
  static void info(std::string_view text) { write(Level::info, text); }
  static void warning(std::string_view text) { write(Level::warning, text); }
  static void error(std::string_view text) { write(Level::error, text); }
  static void write(Level level, std::string_view text);
};

// "debug", "info", "warning", "error".
std::string_view to_text(Log::Level level) noexcept;

}  // namespace celltally
