#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "capture/capture_problem.hpp"

namespace celltally {

// How much of a file's beginning foreign_file() looks at, at most.
inline constexpr std::size_t kFirstOctets = 8;

// Why a file is no capture that can be read. `first` is how it begins (fewer than kFirstOctets: all
// of it), `reason` what libpcap said when it refused it, `word` the file's name for use in a
// command. The problem's `file` is left empty.
CaptureProblem foreign_file(std::span<const std::uint8_t> first, std::string_view reason,
                            std::string_view word);

}  // namespace celltally
