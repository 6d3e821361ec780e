using CsTelemetry.Sdk.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Sdk.Tests.Client;

public sealed class OptionsTests
{
    [Fact]
    public void All_faults_are_named_at_once_with_their_values_and_limits()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => CsTelemetryClient.Create(options =>
        {
            options.Endpoint = new Uri("ftp://collector/");
            options.Application = "";
            options.MaxBatchEvents = 0;
            options.FlushInterval = TimeSpan.FromHours(2);
            options.RetryFirstDelay = TimeSpan.FromMinutes(1);
        }));

        Assert.Equal(
            [
                "Endpoint is 'ftp://collector/'; it must be an absolute http or https address such as http://127.0.0.1:5317.",
                "ApiKey is empty; set the key that the collector printed (PREFIX.SECRET).",
                "Application is empty; name the reporting application, such as projectboard-web.",
                "MaxBatchEvents is 0; it must be 1 to 5000.",
                "FlushInterval is 02:00:00; it must be 00:00:00.0100000 to 01:00:00.",
                "RetryFirstDelay is 00:01:00; it must be 00:00:00.0010000 to 00:00:30.",
            ],
            failure.Failures);
    }

    [Fact]
    public void The_options_of_disk_and_consent_are_checked_too()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => CsTelemetryClient.Create(options =>
        {
            options.ApiKey = "p.s";
            options.DiskDirectory = " ";
            options.MaxDiskBytes = 1000;
            options.MaxDiskAge = TimeSpan.FromDays(31);
            options.Consent = (ConsentState)7;
        }));

        Assert.Equal(
            [
                "DiskDirectory is ' '; it must be the path of a directory, or null for none.",
                "MaxDiskBytes is 1000; it must be 131072 to 17179869184.",
                "MaxDiskAge is 31.00:00:00; it must be 00:01:00 to 30.00:00:00.",
                "Consent is 7; it must be Granted, Pending or Denied.",
            ],
            failure.Failures);
    }

    [Theory]
    [InlineData("p.sec ret")]
    [InlineData("p.secrét")]
    [InlineData("p.secret\r\nx: y")]
    public void A_key_that_cannot_be_sent_is_refused_and_not_repeated(string key)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => CsTelemetryClient.Create(options => options.ApiKey = key));

        Assert.DoesNotContain("sec", failure.Message.Replace("PREFIX.SECRET", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://user:secret@host:1")]
    [InlineData("http://host:1/path")]
    [InlineData("http://host:1/?q")]
    public void An_endpoint_is_scheme_host_and_port_only(string endpoint)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => CsTelemetryClient.Create(options => (options.Endpoint, options.ApiKey) = (new Uri(endpoint), "p.s")));

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_extremes_of_every_range_are_accepted()
    {
        using var client = CsTelemetryClient.Create(options =>
        {
            options.ApiKey = "p.s";
            options.MaxBatchBytes = 4096;
            options.MaxEventBytes = 2048;
            options.MaxBufferBytes = 6 * 4096;
            options.MaxInFlight = 4;
            options.ShutdownTimeout = TimeSpan.Zero;
        });

        Assert.True(client.TrackFeature("f", "a", "u"));
    }

    [Fact]
    public async Task A_container_gives_one_client_and_disposes_it()
    {
        await using var collector = await FakeCollector.StartAsync();
        var services = new ServiceCollection()
            .AddCsTelemetry(options => (options.Endpoint, options.ApiKey) = (collector.Endpoint, "p.s"))
            .AddCsTelemetry(options => options.Environment = "staging")
            .BuildServiceProvider();
        var telemetry = services.GetRequiredService<ICsTelemetry>();
        Assert.Same(telemetry, services.GetRequiredService<ICsTelemetry>());
        telemetry.TrackFeature("f", "a", "u");

        await services.DisposeAsync();

        Assert.Equal("staging", Assert.Single(collector.Batches).Request.Resource.Environment);
    }

    [Fact]
    public void A_container_refuses_bad_options_when_the_client_is_resolved()
    {
        using var services = new ServiceCollection().AddCsTelemetry(options => options.MaxInFlight = 9).BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<ICsTelemetry>);

        Assert.Equal(2, failure.Failures.Count());
    }

    [Fact]
    public async Task A_host_refuses_bad_options_when_it_starts()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddCsTelemetry(options => options.MaxInFlight = 9);
        using var host = builder.Build();

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }
}
