using System.Text.Json.Nodes;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class TenantFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly TenantFile _file;

    public TenantFileTests() => _file = new TenantFile(_folder.File("tenants.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Settings_that_are_not_named_stay()
    {
        _file.Set("demo", new Dictionary<string, JsonNode?> { ["EventsPerSecond"] = 100, ["TimeZone"] = "Asia/Kathmandu" });
        _file.Set("demo", new Dictionary<string, JsonNode?> { ["EventsPerSecond"] = 200 });
        _file.Set("other", new Dictionary<string, JsonNode?> { ["Burst"] = "00:01:00" });

        var tenants = CollectorConfiguration.Tenants(_folder.Path);

        Assert.Equal((200, "Asia/Kathmandu"), (tenants["demo"].EventsPerSecond, tenants["demo"].TimeZone));
        Assert.Equal(TimeSpan.FromMinutes(1), tenants["other"].Burst);
    }

    [Theory]
    [InlineData("demo", "TimeZone", "Mars/Olympus", "Tenants:demo:TimeZone is \"Mars/Olympus\"")]
    [InlineData("demo", "EventsPerSecond", "many", "many")]
    [InlineData("Demo", "Weight", "1", "\"Demo\" is not a tenant id")]
    public void What_would_be_a_fault_changes_nothing(string id, string name, string value, string told)
    {
        _file.Set("demo", new Dictionary<string, JsonNode?> { ["Weight"] = 2 });
        var before = File.ReadAllText(_file.Path);

        var fault = Assert.Throws<ArgumentException>(() => _file.Set(id, new Dictionary<string, JsonNode?> { [name] = value }));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_file.Path));
    }

    [Fact]
    public void What_is_removed_is_the_defaults_again()
    {
        _file.Set("demo", new Dictionary<string, JsonNode?> { ["Weight"] = 2 });

        Assert.True(_file.Remove("demo"));
        Assert.False(_file.Remove("demo"));

        Assert.Empty(CollectorConfiguration.Tenants(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_no_json_is_named_and_left_alone()
    {
        File.WriteAllText(_file.Path, "{");

        var fault = Assert.Throws<InvalidDataException>(() => _file.Set("demo", new Dictionary<string, JsonNode?> { ["Weight"] = 2 }));

        Assert.Contains(_file.Path, fault.Message, StringComparison.Ordinal);
        Assert.Equal("{", File.ReadAllText(_file.Path));
    }
}
