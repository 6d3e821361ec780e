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
}
