#pragma once

#include <atomic>
#include <memory>

#include "ship/kafka_producer.hpp"
#include "ship/kafka_settings.hpp"
#include "ship/sink.hpp"

namespace celltally {

// A message a row into a topic: docs/formats/kafka.md. Key: the place; value: the row as in the
// segment; headers: which segment it is of. A segment counts when every broker that must have every
// row has it; after a failure all its rows come again, so that readers see some of them twice.
class KafkaSink : public Sink {
 public:
  explicit KafkaSink(KafkaSettings settings);

  Delivery deliver(const Segment& segment) override;
  void renew() noexcept override { renew_.store(true); }
  void stop() noexcept override;

 private:
  KafkaSettings settings_;
  std::atomic<bool> renew_{false};
  std::atomic<bool> stopping_{false};
  std::unique_ptr<KafkaProducer> producer_;
};

}  // namespace celltally
