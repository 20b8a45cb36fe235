#include "cli/count_group.hpp"

#include <cstddef>

namespace celltally {

namespace {

CountGroup packets(const ReplaySummary& summary) {
  CountGroup group{.name = "packets", .total = summary.packets, .items = {}};
  for (std::size_t i = 0; i < kPacketOutcomes; ++i) {
    group.items.push_back({to_text(static_cast<PacketOutcome>(i)), summary.decoded.packets[i]});
  }
  return group;
}

std::uint64_t message_total(const ReplaySummary& summary) {
  std::uint64_t total = 0;
  for (const std::uint64_t count : summary.decoded.messages) total += count;
  return total;
}

CountGroup messages(const ReplaySummary& summary) {
  CountGroup group{.name = "messages", .total = message_total(summary), .items = {}};
  for (std::size_t i = 0; i < kProtocols; ++i) {
    group.items.push_back({to_text(static_cast<Protocol>(i)), summary.decoded.messages[i]});
  }
  return group;
}

CountGroup damage(const ReplaySummary& summary) {
  CountGroup group{.name = "damage", .total = message_total(summary), .items = {}};
  for (std::size_t i = 0; i < kMessageDamages; ++i) {
    const auto kind = static_cast<MessageDamage>(i);
    group.items.push_back(
        {kind == MessageDamage::none ? "intact" : to_text(kind), summary.decoded.damages[i]});
  }
  return group;
}

CountGroup person(const ReplaySummary& summary) {
  const Anonymiser::Counters& counters = summary.sessions;
  return {.name = "person known by",
          .of_people = true,
          .total = message_total(summary),
          .items = {{"told nothing, not sought", counters.told_nothing},
                    {"identity", counters.by_identity},
                    {"session", counters.session_hit},
                    {"session not seen", counters.session_miss},
                    {"session expired", counters.session_expired},
                    {"temporary identity only", counters.temporary_person},
                    {"nothing to know it by", counters.no_reference}}};
}

CountGroup events(const ReplaySummary& summary) {
  const Shard::Counters& counters = summary.counted;
  return {.name = "events",
          .of_people = true,
          .total = message_total(summary),
          .items = {{"counted", counters.counted_person},
                    {"counted of machines", counters.counted_machine},
                    {"counted of unauthenticated", counters.counted_unauthenticated},
                    {"counted of unknown people", counters.counted_unknown},
                    {"counted without presence", counters.counted_no_presence},
                    {"no event", counters.no_event},
                    {"retransmission", counters.retransmission},
                    {"no cell", counters.no_cell},
                    {"late", counters.late},
                    {"test network", counters.test_network},
                    {"table full", counters.table_full}}};
}

CountGroup sessions(const ReplaySummary& summary) {
  const Anonymiser::Counters& counters = summary.sessions;
  return {.name = "sessions",
          .of_people = true,
          .total = std::nullopt,
          .items = {{"bound", counters.bound},
                    {"rebound", counters.rebound},
                    {"evicted", counters.evicted},
                    {"joined late", counters.joined_late},
                    {"node restarts", counters.node_restarts},
                    {"transactions evicted", counters.transactions_evicted},
                    {"nodes evicted", counters.nodes_evicted},
                    {"nodes unknown", counters.nodes_unknown},
                    {"endpoints left out", counters.endpoints_left_out},
                    {"early answers evicted", counters.early_evicted},
                    {"ids left out", counters.temporary_ids_left_out},
                    {"joins confirmed", counters.joins_confirmed},
                    {"joins refuted", counters.joins_refuted}}};
}

// How much those did who have opted out is told in the lab alone: there may be one of them.
CountGroup lists(const ReplaySummary& summary) {
  const Anonymiser::Counters& counters = summary.sessions;
  CountGroup group{.name = "lists",
                   .of_people = true,
                   .total = std::nullopt,
                   .items = {{"not looked up", counters.not_looked_up},
                             {"table full", counters.listed_people_full}}};
  if (summary.protection.exact) group.items.push_back({"opted out", counters.opted_out});
  return group;
}

CountGroup temporary_people(const ReplaySummary& summary) {
  const Anonymiser::Counters& counters = summary.sessions;
  return {.name = "temporary people",
          .of_people = true,
          .total = std::nullopt,
          .items = {{"all", counters.temporary_people},
                    {"found to be somebody", counters.merged},
                    {"of these in part", counters.merged_in_part},
                    {"forgotten", counters.temporary_people_evicted}}};
}

CountGroup revisions(const ReplaySummary& summary) {
  const Shard::Counters& counters = summary.counted;
  return {.name = "revisions",
          .of_people = true,
          .total = counters.taken_back + counters.restated + counters.revision_lost,
          .items = {{"taken back", counters.taken_back},
                    {"restated", counters.restated},
                    {"lost", counters.revision_lost}}};
}

CountGroup reassembly(const ReplaySummary& summary) {
  const UdpReassembler::Counters& counters = summary.reassembly;
  const std::uint64_t ended =
      counters.completed + counters.expired + counters.evicted + counters.refused;
  return {.name = "reassembly",
          .total = counters.begun,
          .items = {{"completed", counters.completed},
                    {"expired", counters.expired},
                    {"evicted", counters.evicted},
                    {"refused", counters.refused},
                    {"held", counters.begun - ended}}};
}

CountGroup rows(const ReplaySummary& summary) {
  return {.name = "rows",
          .total = summary.rows_published + summary.rows_withheld + summary.rows_no_data,
          .items = {{"published", summary.rows_published},
                    {"withheld", summary.rows_withheld},
                    {"no data", summary.rows_no_data}}};
}

}  // namespace

std::vector<CountGroup> groups_of(const ReplaySummary& summary) {
  return {packets(summary),          messages(summary),  damage(summary),
          person(summary),           events(summary),    sessions(summary),
          temporary_people(summary), revisions(summary), lists(summary),
          reassembly(summary),       rows(summary)};
}

}  // namespace celltally
