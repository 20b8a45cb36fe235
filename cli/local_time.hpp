#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "vocabulary/result.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// Moments as the clocks of a time zone show them, for people to read. Moments that the zone's rules
// do not reach are those of the nearest one that they do.
class LocalTime {
 public:
  // Fails when there is no such zone; the names are Calendar's.
  static Result<LocalTime, std::string> in_zone(std::string_view zone);

  std::string date(Timestamp at) const;            // "2026-01-01"
  std::string clock(Timestamp at) const;           // "12:00"
  std::string date_and_clock(Timestamp at) const;  // "2026-01-01 12:00"
  const std::string& zone() const noexcept;        // as it was asked for

 private:
  struct Zone;
  explicit LocalTime(std::shared_ptr<const Zone> zone);
  std::shared_ptr<const Zone> zone_;
};

}  // namespace celltally
