#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "simulate/device_profile.hpp"
#include "simulate/geography.hpp"

namespace celltally {

// A device's day on the ground, in seconds since the day began (04:00): stays, and what is between
// them. Physical truth: whether anybody sees it is another matter.
struct Diary {
  static constexpr std::uint32_t kDay = 86'400;
  static constexpr std::uint32_t kStaysMost = 8;

  enum class Then : std::uint8_t { travels, switches_off, leaves };  // to the next stay

  struct Stay {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t cell = 0;
    Then then = Then::travels;
    bool on_wifi = false;  // at the access point of that cell
  };

  std::array<Stay, kStaysMost> stays{};
  std::uint8_t count = 0;
};

// What a device does on a day (counted from 0). The same every time.
Diary diary_of(const DeviceProfile& profile, const Geography& geography, std::uint32_t day);

// Where a device is for a while: in a cell, at an access point, or in a hole of the coverage.
struct DiaryVisit {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t cell = 0;  // of the radio's layer, nearest
  std::uint32_t access_point = Geography::kNone;
  bool covered = true;
  bool moving = false;
};

// Goes through a diary visit by visit. Between visits that do not touch the device is off or away.
class DiaryReader {
 public:
  // The next visit, in the order of time; nothing after the last.
  std::optional<DiaryVisit> next(const Diary& diary, const DeviceProfile& profile,
                                 const Geography& geography);

  // How many stays have been given, with the one that was last.
  std::uint8_t stays() const noexcept { return stay_; }

 private:
  std::optional<DiaryVisit> next_of_journey(const Diary& diary, const DeviceProfile& profile,
                                            const Geography& geography);

  std::uint8_t stay_ = 0;
  std::uint8_t step_ = 0;   // of the journey to this stay, 0: none yet
  std::uint8_t steps_ = 0;  // 0: not counted yet
};

}  // namespace celltally
