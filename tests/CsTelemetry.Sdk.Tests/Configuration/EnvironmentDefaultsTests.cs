using CsTelemetry.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Sdk.Tests.Configuration;

public sealed class EnvironmentDefaultsTests
{
    [Fact]
    public void Every_variable_sets_its_option()
    {
        var options = Apply(
            ("ENDPOINT", "https://collector:5317"), ("HTTP_ENDPOINT", "https://collector:5318"), ("API_KEY", "p.s"), ("APPLICATION", "app"),
            ("APPLICATION_VERSION", "2.1"), ("ENVIRONMENT", "staging"), ("TRANSPORT", "http"), ("COMPRESSION", "GZIP"), ("DISK_DIRECTORY", "/var/lib/app"),
            ("CONSENT", "pending"), ("USER_ID_HASH_KEY", "0123456789abcdef"));

        Assert.Equal((new Uri("https://collector:5317"), new Uri("https://collector:5318"), "p.s"), (options.Endpoint, options.HttpEndpoint, options.ApiKey));
        Assert.Equal(("app", "2.1", "staging", "/var/lib/app"), (options.Application, options.ApplicationVersion, options.Environment, options.DiskDirectory));
        Assert.Equal((TelemetryTransport.Http, TelemetryCompression.Gzip, ConsentState.Pending), (options.Transport, options.Compression, options.Consent));
        Assert.Equal("0123456789abcdef", options.UserIdHashKey);
        Assert.Empty(OptionsFaults.Find(options));
    }

    [Fact]
    public void Without_variables_nothing_changes()
    {
        var options = Apply(("ENDPOINT", ""), ("ENVIRONMENT", ""));

        Assert.Equal((new CsTelemetryOptions().Endpoint, "production"), (options.Endpoint, options.Environment));
    }

    [Theory]
    [InlineData("ENDPOINT", "collector", "Endpoint is 'collector'")]
    [InlineData("ENDPOINT", "http://[", "Endpoint is 'http%3A%2F%2F%5B'")]
    [InlineData("HTTP_ENDPOINT", "ftp://collector", "HttpEndpoint is 'ftp://collector/'")]
    [InlineData("TRANSPORT", "grcp", "Transport is -1; it must be Auto, Grpc or Http.")]
    [InlineData("TRANSPORT", "1", "Transport is -1; it must be Auto, Grpc or Http.")]
    [InlineData("COMPRESSION", "br", "Compression is -1; it must be None or Gzip.")]
    public void What_cannot_be_read_is_a_fault_and_not_passed_over(string name, string value, string fault)
    {
        var faults = OptionsFaults.Find(Apply(("API_KEY", "p.s"), (name, value)));

        Assert.StartsWith(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_and_configuration_lie_above_the_environment_in_whatever_order_they_come()
    {
        var services = new ServiceCollection();
        services.Configure<CsTelemetryOptions>(options => options.Environment = "from configuration");
        services.AddEnvironmentDefaults(Lookup(("ENVIRONMENT", "from the environment"), ("API_KEY", "from.environment"), ("APPLICATION", "from the environment")));
        services.AddCsTelemetry(options => options.Application = "from code").AddCsTelemetry();

        var found = services.BuildServiceProvider().GetRequiredService<IOptions<CsTelemetryOptions>>().Value;

        Assert.Equal(("from configuration", "from.environment", "from code"), (found.Environment, found.ApiKey, found.Application));
    }

    private static CsTelemetryOptions Apply(params (string Name, string Value)[] variables)
    {
        var options = new CsTelemetryOptions();
        EnvironmentDefaults.Apply(options, Lookup(variables));
        return options;
    }

    private static Func<string, string?> Lookup(params (string Name, string Value)[] variables) =>
        name => variables.Where(variable => $"CSTELEMETRY_{variable.Name}" == name).Select(variable => variable.Value).SingleOrDefault();
}
