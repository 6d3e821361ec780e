using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Tests.Tenancy;

public sealed class TenantTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("demo-2")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890-abc")]
    public void Lower_case_letters_digits_and_dashes_make_a_tenant(string id) => Assert.True(TenantId.IsValid(id));

    [Theory]
    [InlineData("")]
    [InlineData("1demo")]
    [InlineData("-demo")]
    [InlineData("Demo")]
    [InlineData("demo_1")]
    [InlineData("demo.1")]
    [InlineData("demo ")]
    [InlineData("demo\n")]
    [InlineData("démo")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890-abcd")]
    public void Nothing_else_does(string id) => Assert.False(TenantId.IsValid(id));

    [Fact]
    public void A_tenant_has_the_time_zone_that_is_configured_and_others_have_UTC()
    {
        var directory = new TenantDirectory(new TenantsOptions { ["demo"] = new TenantOptions { TimeZone = "Asia/Kathmandu" } });

        Assert.Equal(new TimeSpan(5, 45, 0), directory.TimeZoneOf("demo").BaseUtcOffset);
        Assert.Equal(TimeZoneInfo.Utc, directory.TimeZoneOf("other"));
    }

    [Fact]
    public void All_faults_of_all_tenants_are_told()
    {
        var options = new TenantsOptions
        {
            ["good"] = new TenantOptions { TimeZone = "Europe/Zurich" },
            ["Bad"] = new TenantOptions { TimeZone = "Mars/Olympus" },
            ["worse"] = new TenantOptions { TimeZone = "" },
        };

        var faults = options.Faults().ToList();

        Assert.Equal(3, faults.Count);
        Assert.Contains("\"Bad\" is not a tenant id", faults[0], StringComparison.Ordinal);
        Assert.Contains("Tenants:Bad:TimeZone is \"Mars/Olympus\"", faults[1], StringComparison.Ordinal);
        Assert.Contains("Tenants:worse:TimeZone is \"\"", faults[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_has_its_own_settings_or_everybodys_or_the_defaults()
    {
        var directory = new TenantDirectory(new TenantsOptions { ["demo"] = new TenantOptions { Weight = 3 } });
        Assert.Equal((3, 1), (directory.Of("demo").Weight, directory.Of("other").Weight));

        directory.Replace(new TenantsOptions { ["*"] = new TenantOptions { Weight = 2 }, ["mine"] = new TenantOptions { Weight = 4 } });

        Assert.Equal((2, 2, 4), (directory.Of("demo").Weight, directory.Of("other").Weight, directory.Of("mine").Weight));
    }

    [Fact]
    public void Without_any_setting_a_tenant_has_a_limit()
    {
        var defaults = new TenantOptions();

        Assert.Equal((1_000_000, 256L << 20, TimeSpan.FromSeconds(10), 1), (defaults.EventsPerSecond, defaults.BytesPerSecond, defaults.Burst, defaults.Weight));
        Assert.Empty(defaults.Faults("demo"));
    }

    [Theory]
    [InlineData(-1, 1024, 1, 1, "EventsPerSecond is -1")]
    [InlineData(100_000_001, 1024, 1, 1, "EventsPerSecond is 100000001")]
    [InlineData(1, 1023, 1, 1, "BytesPerSecond is 1023")]
    [InlineData(1, -1, 1, 1, "BytesPerSecond is -1")]
    [InlineData(1, 1024, 0, 1, "Burst is 00:00:00")]
    [InlineData(1, 1024, 3601, 1, "Burst is 01:00:01")]
    [InlineData(1, 1024, 1, 0, "Weight is 0")]
    [InlineData(1, 1024, 1, 11, "Weight is 11")]
    public void A_setting_out_of_its_range_is_told_with_the_range(long events, long bytes, int burstSeconds, int weight, string told)
    {
        var options = new TenantOptions { EventsPerSecond = events, BytesPerSecond = bytes, Burst = TimeSpan.FromSeconds(burstSeconds), Weight = weight };

        Assert.StartsWith($"Tenants:demo:{told}; it must be ", Assert.Single(options.Faults("demo")), StringComparison.Ordinal);
    }
}
