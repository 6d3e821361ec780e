using System.Net;
using CsTelemetry.Configuration;
using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Configuration;

public sealed class TransportFaultsTests
{
    [Theory]
    [InlineData("http://collector:5317", null, "http://collector:5318/")]
    [InlineData("https://collector:5317", null, "https://collector:5317/")]
    [InlineData("https://collector", null, "https://collector/")]
    [InlineData("http://[::1]:7000", null, "http://[::1]:7001/")]
    [InlineData("https://collector:5317", "https://other", "https://other/")]
    public void The_http_address_follows_from_the_grpc_one_unless_it_is_set(string endpoint, string? http, string address)
    {
        var options = TestClients.Options(options => (options.Endpoint, options.HttpEndpoint) = (new Uri(endpoint), http is null ? null : new Uri(http)));

        Assert.Empty(OptionsFaults.Find(options));
        Assert.Equal(address, CollectorAddress.Http(options).ToString());
    }

    [Fact]
    public void Each_fault_names_the_option_and_what_to_do()
    {
        using var authority = new TestAuthority();
        (string Fault, Action<CsTelemetryOptions> Make)[] cases =
        [
            ("Transport is 9;", options => options.Transport = (TelemetryTransport)9),
            ("Compression is 9;", options => options.Compression = (TelemetryCompression)9),
            ("HttpEndpoint is 'ftp://collector/';", options => options.HttpEndpoint = new Uri("ftp://collector/")),
            ("HttpEndpoint is 'collector';", options => options.HttpEndpoint = new Uri("collector", UriKind.Relative)),
            ("HttpEndpoint has a path,", options => options.HttpEndpoint = new Uri("http://me:secret@collector/")),
            ("HttpEndpoint is not set, and there is no port after 65535;", options => options.Endpoint = new Uri("http://collector:65535")),
            ("HttpEndpoint is http and Endpoint is https;", options => (options.Endpoint, options.HttpEndpoint) = (new Uri("https://collector"), new Uri("http://collector"))),
            ("TrustedRoots is empty,", options => (options.Endpoint, options.TrustedRoots) = (new Uri("https://collector"), [])),
            ("TrustedRoots is set, but the address is not https;", options => options.TrustedRoots = authority.Roots),
            ("Proxy is set and Endpoint is http;", options => (options.Transport, options.Proxy) = (TelemetryTransport.Grpc, new WebProxy("http://proxy:3128"))),
        ];

        Assert.All(cases, one => Assert.StartsWith(one.Fault, Assert.Single(OptionsFaults.Find(TestClients.Options(one.Make))), StringComparison.Ordinal));
    }
}
