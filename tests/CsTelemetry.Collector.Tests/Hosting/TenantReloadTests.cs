using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using Microsoft.Extensions.Configuration;

namespace CsTelemetry.Collector.Tests.Hosting;

public sealed class TenantReloadTests : IDisposable
{
    private const int Taken = 5101;
    private const int Refused = 5102;

    private readonly ScratchFolder _folder = new();
    private readonly ConfigurationManager _configuration = new();
    private readonly CapturingLogger<TenantReload> _logger = new();
    private readonly TenancyMetrics _metrics = new();
    private readonly TenantDirectory _tenants;
    private readonly TenantReload _reload;

    public TenantReloadTests()
    {
        Write("appsettings.json", """{ "Tenants": { "demo": { "Weight": 2 } } }""");
        _configuration.AddJsonFile(_folder.File("appsettings.json"), optional: true);
        _configuration.AddInMemoryCollection([new("Collector:DataDirectory", _folder.Path), new("Tenants:given:Weight", "5")]);
        _tenants = new TenantDirectory(CollectorConfiguration.Complete(_configuration).Tenants);
        _reload = new TenantReload(new ConfigurationFiles(((IConfigurationBuilder)_configuration).Sources), _tenants, _metrics, new ManualTimeProvider(), _logger);
    }

    public void Dispose()
    {
        _reload.Dispose();
        _metrics.Dispose();
        _configuration.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_changed_file_is_taken_and_what_was_given_at_the_start_stays()
    {
        Write("appsettings.json", """{ "Tenants": { "demo": { "Weight": 3 } } }""");

        _reload.Look();

        Assert.Equal((3, 5), (_tenants.Of("demo").Weight, _tenants.Of("given").Weight));
        Assert.Equal([Taken], _logger.Ids);
    }

    [Fact]
    public void What_the_command_line_sets_goes_before_the_rest_setting_by_setting()
    {
        new TenantFile(_folder.File("tenants.json")).Set("demo", new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["EventsPerSecond"] = 7 });

        _reload.Look();

        Assert.Equal((2, 7), (_tenants.Of("demo").Weight, _tenants.Of("demo").EventsPerSecond));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "Tenants": { "demo": { "Weight": 99 } } }""")]
    [InlineData("""{ "Tenants": { "demo": { "Weight": "heavy" } } }""")]
    [InlineData("""{ "Tenants": { "demo": { "Wait": 3 } } }""")]
    [InlineData("""{ "Tenants": { "demo": 3 } }""")]
    [InlineData("""{ "Tenants": { "demo": { "Weight": 3 } }, "Store": { "MaxBatchEvents": 1 } }""")]
    public void If_anything_is_wrong_nothing_is_taken_until_it_is_mended(string content)
    {
        Write("appsettings.json", content);

        _reload.Look();
        Assert.Equal(2, _tenants.Of("demo").Weight);
        Assert.Equal([Refused], _logger.Ids);
        Write("appsettings.json", """{ "Tenants": { "demo": { "Weight": 4 } } }""");
        _reload.Look();

        Assert.Equal(4, _tenants.Of("demo").Weight);
        Assert.Equal([Refused, Taken], _logger.Ids);
    }

    [Fact]
    public void Without_a_change_nothing_is_read()
    {
        _reload.Look();
        _reload.Look();

        Assert.Empty(_logger.Ids);
    }

    [Fact]
    public void A_file_that_is_gone_is_a_change_like_any()
    {
        File.Delete(_folder.File("appsettings.json"));

        _reload.Look();

        Assert.Equal(1, _tenants.Of("demo").Weight);
    }

    private void Write(string name, string content) => File.WriteAllText(_folder.File(name), content);
}
