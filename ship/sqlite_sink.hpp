#pragma once

#include <atomic>
#include <optional>

#include "ship/sink.hpp"
#include "ship/sqlite_connection.hpp"
#include "ship/sqlite_settings.hpp"

namespace celltally {

// Segments into a file that an analyst can open at any time: docs/formats/sqlite.md. One
// transaction a segment, on the disk when it is accepted. A file that is locked, full, damaged or
// not ours makes the segment wait; nothing is ever deleted but the rows of the same segment.
class SqliteSink : public Sink {
 public:
  explicit SqliteSink(SqliteSettings settings);

  Delivery deliver(const Segment& segment) override;
  void stop() noexcept override;

 private:
  Delivery store(SqliteConnection& connection, const Segment& segment);

  SqliteSettings settings_;
  std::atomic<bool> stopping_{false};
  std::optional<SqliteConnection> connection_;
  int moved_ = 0;
};

}  // namespace celltally
