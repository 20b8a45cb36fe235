#include "cli/table_sizes.hpp"

#include <algorithm>

namespace celltally {

namespace {

// The least octets that a capture file spends on one of these. A message: its record (16), raw IP,
// UDP and a GTP header (8 + 28), or the second of a piggybacked pair with an identity. A session
// endpoint: one F-TEID.
constexpr std::uint64_t kOctetsPerMessage = 40;
constexpr std::uint64_t kOctetsPerEndpoint = 13;

constexpr std::size_t kFloor = 4096;

// How many cells a person visits in a day at most, on average; and endpoints of a person.
constexpr std::uint64_t kVisitsPerPerson = 8;
constexpr std::uint64_t kEndpointsPerPerson = 2;
constexpr std::uint64_t kPeoplePerCell = 32;

std::size_t fitted(std::uint64_t octets, std::uint64_t octets_each, std::size_t most) {
  if (octets == 0) return most;
  return std::clamp<std::size_t>(octets / octets_each, kFloor, most);
}

}  // namespace

TableSizes TableSizes::for_input(std::uint64_t octets, std::optional<std::uint64_t> people_max) {
  TableSizes sizes;
  Shard::Limits& shard = sizes.shard;
  Anonymiser::Limits& sessions = sizes.sessions;
  if (people_max) {
    shard.people_max = *people_max;
    shard.visits_max = std::max<std::size_t>(shard.visits_max, *people_max * kVisitsPerPerson);
    shard.cells_max = std::max<std::size_t>(shard.cells_max, *people_max / kPeoplePerCell);
    sessions.sessions_max =
        std::max<std::size_t>(sessions.sessions_max, *people_max * kEndpointsPerPerson);
  } else {
    shard.people_max = fitted(octets, kOctetsPerMessage, shard.people_max);
  }
  shard.visits_max = fitted(octets, kOctetsPerMessage, shard.visits_max);
  shard.cells_max = fitted(octets, kOctetsPerMessage, shard.cells_max);
  sessions.sessions_max = fitted(octets, kOctetsPerEndpoint, sessions.sessions_max);
  sessions.listed_people_max = shard.people_max;
  sessions.transactions_max = fitted(octets, kOctetsPerMessage, sessions.transactions_max);
  return sizes;
}

}  // namespace celltally
