#include "config/config_printer.hpp"

#include "config/schema.hpp"

namespace celltally {

namespace {

class ConfigPrinter : public SettingVisitor {
 public:
  std::string take() { return std::move(text_); }

  void value(const Setting& setting) override {
    const auto values = setting.get();
    if (values.empty() && (!setting.list || setting.values_min > 0)) return;
    std::string text;
    for (const SettingValue& value : values) {
      text += (text.empty() ? "" : ", ") + written(setting.shape, value);
    }
    line(std::string{setting.key.name} + ": " + (setting.list ? "[" + text + "]" : text));
  }

  void section(const SettingKey& key, bool present, const Describe& describe) override {
    if (!present) return;
    line(std::string{key.name} + ":");
    indentation_ += 2;
    describe(*this);
    indentation_ -= 2;
  }

  void items(const SettingKey& key, const Items& items) override {
    if (items.size() == 0) return;  // a list that is written has something in it
    line(std::string{key.name} + ":");
    indentation_ += 4;
    for (std::size_t i = 0; i < items.size(); ++i) {
      dash_ = true;
      items.describe(*this, i);
    }
    indentation_ -= 4;
  }

  void alternatives(const SettingKey& key, std::size_t chosen,
                    std::span<const Alternative> alternatives) override {
    line(std::string{key.name} + ": " + std::string{alternatives[chosen].name});
    alternatives[chosen].describe(*this);
  }

 private:
  // The first line of an item has a dash before it.
  void line(const std::string& content) {
    text_ += dash_ ? std::string(indentation_ - 2, ' ') + "- " : std::string(indentation_, ' ');
    text_ += content + "\n";
    dash_ = false;
  }

  std::string text_;
  std::size_t indentation_ = 0;
  bool dash_ = false;
};

}  // namespace

std::string to_yaml(const CelltallyConfig& config) {
  CelltallyConfig copy = config;  // the schema is of fields that can be written
  ConfigPrinter printer;
  describe(printer, copy);
  return printer.take();
}

}  // namespace celltally
