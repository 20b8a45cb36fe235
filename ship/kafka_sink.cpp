#include "ship/kafka_sink.hpp"

#include <string>
#include <utility>
#include <vector>

#include "outbox/row_text.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

std::vector<KafkaProducer::Header> headers_of(const SegmentHeader& header) {
  std::vector<KafkaProducer::Header> headers{{"probe", header.probe},
                                             {"epoch", utc_seconds(header.epoch)},
                                             {"revision", std::to_string(header.revision)},
                                             {"sequence", std::to_string(header.sequence)},
                                             {"coverage_ppm", std::to_string(header.coverage_ppm)},
                                             {"loss_ppm", std::to_string(header.loss_ppm)}};
  if (header.unknown_percent) {
    headers.push_back({"unknown_percent", std::to_string(*header.unknown_percent)});
  }
  if (header.temporary_percent) {
    headers.push_back({"temporary_percent", std::to_string(*header.temporary_percent)});
  }
  return headers;
}

}  // namespace

KafkaSink::KafkaSink(KafkaSettings settings) : settings_(std::move(settings)) {}

Delivery KafkaSink::deliver(const Segment& segment) {
  if (stopping_.load()) return Delivery::try_again("stopping");
  if (renew_.exchange(false)) producer_.reset();
  if (!producer_) {
    auto opened = KafkaProducer::open(settings_, stopping_);
    if (!opened) return Delivery::try_again(opened.error());
    producer_ = std::move(*opened);
  }
  const std::string from = utc_seconds(segment.header.window.from);
  const std::string to = utc_seconds(segment.header.window.to);
  const std::string mark = below_floor_mark(segment.header.protection.people_min);
  const std::string statistic{to_text(segment.header.statistic)};
  const auto headers = headers_of(segment.header);
  producer_->begin();
  std::string line;
  for (const SegmentRow& row : segment.rows) {
    line.clear();
    append_row({.statistic = segment.header.statistic,
                .place = row.place,
                .from = from,
                .to = to,
                .state = row.state,
                .value = row.value.value_or(0),
                .key = row.key.name,
                .word = row.key.word,
                .noise = row.noise,
                .mark = mark},
               line);
    line.pop_back();  // a message has no line break
    // All rows of a place in one partition; the whole probe's by their statistic.
    const std::string& key = row.place.empty() ? statistic : row.place;
    if (!producer_->add(key, line, headers)) break;
  }
  Delivery delivery = producer_->wait();
  // What is left in its queues must not come after the next attempt.
  if (!delivery.ok()) producer_.reset();
  return delivery;
}

void KafkaSink::stop() noexcept {
  stopping_.store(true);
}

}  // namespace celltally
