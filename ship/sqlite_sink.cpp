#include "ship/sqlite_sink.hpp"

#include <sqlite3.h>

#include <limits>
#include <string>
#include <utility>

#include "ship/sqlite_statement.hpp"

namespace celltally {

namespace {

constexpr const char* kFindSegment =
    R"(SELECT id, sha256 FROM segments WHERE probe = ? AND stat = ? AND "from" = ? AND "to" = ?
       AND epoch = ? AND revision = ?)";

constexpr const char* kInsertSegment =
    R"(INSERT INTO segments (probe, stat, "from", "to", epoch, revision, sequence, coverage_ppm,
       loss_ppm, unknown_percent, temporary_percent, mode, people_min, rounding, hard_floor, shape,
       scale, cap, threshold, near_below, ledger_number, ledger_sha256, dropped_segments,
       dropped_first, dropped_last, previous, sha256, rows)
       VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?))";

constexpr const char* kInsertRow = "INSERT INTO segment_rows VALUES (?,?,?,?,?,?,?,?,?)";

constexpr const char* kDeleteRows = "DELETE FROM segment_rows WHERE segment = ?";
constexpr const char* kDeleteSegment = "DELETE FROM segments WHERE id = ?";

void put_name(SqliteStatement& statement, const SegmentHeader& header) {
  statement.put(header.probe)
      .put(to_text(header.statistic))
      .put(header.window.from.seconds())
      .put(header.window.to.seconds())
      .put(header.epoch.seconds())
      .put(std::uint64_t{header.revision});
}

void put_noise(SqliteStatement& statement, const SegmentHeader& header) {
  const auto& noise = header.protection.noise;
  if (!noise || !header.ledger) {
    for (int column = 0; column < 8; ++column) statement.put_nothing();
    return;
  }
  statement.put(std::uint64_t{noise->hard_floor})
      .put(to_text(noise->shape))
      .put(noise->scale_tenths / 10.0)
      .put(std::uint64_t{noise->cap})
      .put(noise->threshold)
      .put(noise->near_below)
      .put(header.ledger->number)
      .put(header.ledger->sha256);
}

bool insert_segment(SqliteConnection& connection, const Segment& segment) {
  const SegmentHeader& header = segment.header;
  SqliteStatement statement{connection.handle(), kInsertSegment};
  put_name(statement, header);
  statement.put(header.sequence)
      .put(std::uint64_t{header.coverage_ppm})
      .put(std::uint64_t{header.loss_ppm});
  for (const auto& percent : {header.unknown_percent, header.temporary_percent}) {
    percent ? statement.put(std::uint64_t{*percent}) : statement.put_nothing();
  }
  statement.put(header.protection.mode())
      .put(header.protection.people_min)
      .put(header.protection.rounding);
  put_noise(statement, header);
  statement.put(header.dropped.segments)
      .put(header.dropped.first)
      .put(header.dropped.last)
      .put(header.previous)
      .put(segment.sha256)
      .put(header.rows);
  return statement.step_to_done();
}

bool insert_rows(SqliteConnection& connection, std::int64_t id, const Segment& segment) {
  SqliteStatement statement{connection.handle(), kInsertRow};
  for (const SegmentRow& row : segment.rows) {
    statement.put(id).put(row.place).put(row.key.name).put(row.key.word).put(to_text(row.state));
    row.value ? statement.put(*row.value) : statement.put_nothing();
    const bool noisy = row.noise.sigma_tenths > 0;
    noisy ? statement.put(row.noise.sigma_tenths / 10.0) : statement.put_nothing();
    statement.put(std::uint64_t{row.noise.near_threshold}).put(std::uint64_t{row.noise.rest_of});
    if (!statement.step_to_done()) return false;
  }
  return true;
}

bool remove(SqliteConnection& connection, std::int64_t id) {
  SqliteStatement rows{connection.handle(), kDeleteRows};
  SqliteStatement segment{connection.handle(), kDeleteSegment};
  return rows.put(id).step_to_done() && segment.put(id).step_to_done();
}

enum class Stored { failed, done, already };

// The rows of one segment, whole: what an earlier delivery of other content left goes first.
Stored replace(SqliteConnection& connection, const Segment& segment) {
  {
    SqliteStatement find{connection.handle(), kFindSegment};
    put_name(find, segment.header);
    if (find.step_to_row()) {
      if (find.text(1) == segment.sha256) return Stored::already;
      if (!remove(connection, find.number(0))) return Stored::failed;
    } else if (find.failed()) {
      return Stored::failed;
    }
  }
  if (!insert_segment(connection, segment)) return Stored::failed;
  const std::int64_t id = sqlite3_last_insert_rowid(connection.handle());
  return insert_rows(connection, id, segment) ? Stored::done : Stored::failed;
}

// Failures that lie in the rows themselves; another attempt would end the same way.
bool content_at_fault(int result) {
  return result == SQLITE_CONSTRAINT || result == SQLITE_TOOBIG || result == SQLITE_MISMATCH;
}

}  // namespace

SqliteSink::SqliteSink(SqliteSettings settings) : settings_(std::move(settings)) {}

Delivery SqliteSink::deliver(const Segment& segment) {
  if (stopping_.load()) return Delivery::try_again("stopping");
  if (!connection_) {
    auto opened = SqliteConnection::open(settings_);
    if (!opened) return Delivery::try_again(opened.error());
    connection_.emplace(std::move(*opened));
  }
  Delivery delivery = store(*connection_, segment);
  // Whatever happened to the file, and be it that somebody put another in its place: look again.
  if (!delivery.ok()) connection_.reset();
  return delivery;
}

Delivery SqliteSink::store(SqliteConnection& connection, const Segment& segment) {
  // Otherwise a file that was deleted under us would take rows that nobody ever sees.
  if (sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved_) ==
          SQLITE_OK &&
      moved_ != 0) {
    return Delivery::try_again(settings_.path + ": was moved or deleted; made anew next time");
  }
  if (connection.run("BEGIN IMMEDIATE")) {
    const Stored stored = replace(connection, segment);
    if (stored != Stored::failed && connection.run("COMMIT")) return Delivery::accepted();
  }
  const int result = connection.result();
  std::string reason = settings_.path + ": " + connection.error();
  connection.run("ROLLBACK");
  return content_at_fault(result) ? Delivery::refused(std::move(reason))
                                  : Delivery::try_again(std::move(reason));
}

void SqliteSink::stop() noexcept {
  stopping_.store(true);
}

}  // namespace celltally
