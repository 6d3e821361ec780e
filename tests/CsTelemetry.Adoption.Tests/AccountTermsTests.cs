using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class AccountTermsTests
{
    private static readonly DateOnly Day = new(2026, 3, 31);

    private static readonly TenantKnowledge Knowledge = new()
    {
        Features = new Dictionary<string, CatalogFeature>
        {
            ["export"] = new("export") { IsCore = true, ValueWeight = 1 },
            ["audit"] = new("audit") { IsCore = true, ValueWeight = 3 },
            ["menu"] = new("menu") { IsCore = true, Kind = FeatureKind.Navigation },
            ["gone"] = new("gone") { IsCore = true, Availability = Timelines.Of([new Interval<bool>(null, Day, true)]) },
            ["extra"] = new("extra"),
        },
        Plans = new Dictionary<string, PlanEntitlements>
        {
            ["pro"] = new("pro", new Dictionary<string, Timeline<bool>> { ["export"] = Timelines.Always(true) }),
        },
        Accounts = new Dictionary<string, CustomerAccount>
        {
            ["acme"] = new("acme")
            {
                StartsOn = new DateOnly(2025, 1, 1),
                Plan = Timelines.Always("pro"),
                Seats = new Dictionary<string, Timeline<double>> { [""] = Timelines.Always(20d) },
            },
            ["later"] = new("later") { StartsOn = Day.AddDays(1), Excluded = true },
        },
    };

    [Fact]
    public void An_account_has_the_seats_plan_entitlements_and_start_of_the_day()
    {
        var terms = AccountTerms.Of(Knowledge, "acme", new DateOnly(2025, 6, 1), Day, ["export", "audit"])!;

        Assert.Equal((new DateOnly(2025, 1, 1), 20, "pro", false), (terms.FirstDay, terms.EligibleSeats, terms.Plan, terms.Excluded));
        Assert.Equal(["export"], terms.EntitledFeatures!);
        Assert.Equal("pro", terms.Measure("acme", [], null).Plan);
    }

    [Fact]
    public void A_contract_that_is_still_to_come_leaves_the_first_seen_day()
    {
        var terms = AccountTerms.Of(Knowledge, "later", new DateOnly(2026, 3, 1), Day, ["export"])!;

        Assert.Equal((new DateOnly(2026, 3, 1), true), (terms.FirstDay, terms.Excluded));
        Assert.Null(AccountTerms.Of(Knowledge, "later", null, Day, []));
    }

    [Fact]
    public void A_customer_that_was_never_seen_exists_from_its_contract_on()
    {
        Assert.Equal(new DateOnly(2025, 1, 1), AccountTerms.Of(Knowledge, "acme", null, Day, [])!.FirstDay);
        Assert.Null(AccountTerms.Of(Knowledge, "acme", null, new DateOnly(2024, 12, 31), []));
    }

    [Fact]
    public void An_account_of_which_nothing_is_known_is_entitled_to_everything_by_null()
    {
        var terms = AccountTerms.Of(TenantKnowledge.None, "acme", Day, Day, ["export"])!;

        Assert.Null(terms.EntitledFeatures);
        Assert.Null(terms.EligibleSeats);
    }

    [Fact]
    public void The_catalogs_core_are_its_value_features_that_could_be_had_that_day()
    {
        Assert.Equal([new CoreFeature("audit", 3), new CoreFeature("export")], CatalogCore.Of(Knowledge, Day));
        Assert.Equal(["audit", "export", "gone"], CatalogCore.Of(Knowledge, Day.AddDays(-1)).Select(feature => feature.Feature));
        Assert.Empty(CatalogCore.Of(TenantKnowledge.None, Day));
    }
}
