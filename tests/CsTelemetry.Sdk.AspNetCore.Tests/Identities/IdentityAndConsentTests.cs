using System.Net;
using System.Security.Claims;
using CsTelemetry.AspNetCore;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using CsTelemetry.Testing;
using Microsoft.AspNetCore.Authentication;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Identities;

public sealed class IdentityAndConsentTests
{
    [Fact]
    public async Task A_resolver_of_the_apps_own_replaces_the_claims()
    {
        await using var app = await StartAsync(services: services => services.AddSingleton<IUsageIdentityResolver>(new Resolver((user, context) =>
            new UsageIdentity($"host:{context!.Request.Host.Host}", user.FindFirstValue(ClaimTypes.NameIdentifier)!) { SessionId = "own", Platform = Platform.Mobile })));

        await app.LoginAsync();
        await app.GetAsync("/board");

        Assert.Equal(["Login host:127.0.0.1 u-1 method=cookie", "FeatureUse host:127.0.0.1 u-1 inner", "FeatureUse host:127.0.0.1 u-1 board.open"], app.Events);
        Assert.All(app.Telemetry.Events, one => Assert.Equal(("own", Platform.Mobile), (one.SessionId, one.Platform)));
    }

    [Fact]
    public async Task A_resolver_that_throws_hurts_nobody_is_counted_and_is_logged_once_a_minute()
    {
        var clock = new SteppedClock();
        await using var app = await StartAsync(services: services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<IUsageIdentityResolver>(new Resolver((_, _) => throw new InvalidOperationException("no database")));
        });

        await app.LoginAsync();
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/board"));
        var failures = app.Meter.Counts["failures identity_resolver"];
        Assert.Single(app.Logs.Lines);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/board"));

        Assert.Empty(app.Events);
        Assert.True(failures >= 2);
        Assert.Equal(2, app.Logs.Lines.Count);
        Assert.EndsWith($"{failures} times since this was last said.", app.Logs.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_consent_nothing_of_a_request_is_reported_and_the_client_counts_it()
    {
        await using var app = await StartAsync(web => web.ConsentResolver = context => context.Request.Headers["x-consent"] == "yes");

        await app.LoginAsync();
        await app.GetAsync("/board");
        Assert.Empty(app.Events);
        Assert.Equal(3, app.Telemetry.GetStats().Dropped.NoConsent);
        app.Browser.DefaultRequestHeaders.Add("x-consent", "yes");
        await app.GetAsync("/board");

        Assert.Equal(["FeatureUse acme u-1 inner", "FeatureUse acme u-1 board.open"], app.Events);
    }

    [Fact]
    public async Task A_consent_that_cannot_be_found_out_is_none()
    {
        await using var app = await StartAsync(web => web.ConsentResolver = _ => throw new InvalidOperationException("broken"));

        await app.LoginAsync();
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/board"));

        Assert.Empty(app.Events);
        Assert.Equal(3, app.Telemetry.GetStats().Dropped.NoConsent);
        Assert.Equal(3, app.Meter.Counts["failures consent_resolver"]);
    }

    [Fact]
    public async Task A_role_is_reported_once_a_day_and_when_it_changes()
    {
        var clock = new SteppedClock();
        await using var app = await StartAsync(web => web.RoleClaimTypes.Add("role"), services => services.AddSingleton<TimeProvider>(clock));

        await app.PostAsync("/as/admin");
        await app.GetAsync("/plain");
        await app.GetAsync("/plain");
        await app.PostAsync("/as/viewer");
        await app.GetAsync("/plain");
        clock.Advance(TimeSpan.FromDays(1));
        await app.PostAsync("/as/viewer");
        await app.GetAsync("/plain");

        Assert.Equal(
            ["IdentifyUser acme u-1 role=admin", "IdentifyUser acme u-1 role=viewer", "IdentifyUser acme u-1 role=viewer"],
            app.Events.Where(one => one.StartsWith("Identify", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_line_with_the_clients_options_alone_is_enough()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddCsTelemetry(options => options.ApiKey = "p.s");
        builder.Services.AddAuthentication("Cookies").AddCookie();
        builder.Services.AddInMemoryTelemetry();
        await using var app = builder.Build();
        app.UseCsTelemetry();
        await using var request = app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = request.ServiceProvider };

        await context.SignInAsync(new ClaimsPrincipal(TestApp.Person("acme", "u-1", "Cookies")));

        Assert.Equal([RecordedEventKind.Login], app.Services.GetRequiredService<InMemoryTelemetry>().Events.Select(one => one.Kind));
    }

    [Fact]
    public void A_pipeline_without_the_services_is_told_what_to_add()
    {
        var builder = WebApplication.CreateSlimBuilder();
        CsTelemetryServiceCollectionExtensions.AddCsTelemetry(builder.Services, options => options.ApiKey = "p.s");
        var app = builder.Build();

        Assert.Contains("AddCsTelemetryCapture", Assert.Throws<InvalidOperationException>(() => app.UseCsTelemetry()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_without_authentication_works()
    {
        await using var app = await TestApp.StartAsync(_ => { }, app =>
        {
            app.UseCsTelemetry();
            app.MapGet("/", () => "home").WithFeature("home");
        });

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/"));

        Assert.Empty(app.Events);
        Assert.Empty(app.Logs.Lines);
    }

    private static Task<TestApp> StartAsync(Action<CsTelemetryWebOptions>? web = null, Action<IServiceCollection>? services = null) => TestApp.WithCookiesAsync(
        app =>
        {
            app.MapGet("/board", (ICsTelemetry telemetry) => telemetry.TrackFeature("inner")).WithFeature("board.open");
            app.MapGet("/plain", () => "plain");
            app.MapPost("/as/{role}", (string role, HttpContext context) =>
                context.SignInAsync(new ClaimsPrincipal(TestApp.Person("acme", "u-1", "Cookies", new Claim("role", role)))));
        },
        web,
        services);

    private sealed class Resolver(Func<ClaimsPrincipal, HttpContext?, UsageIdentity?> resolve) : IUsageIdentityResolver
    {
        public UsageIdentity? Resolve(ClaimsPrincipal user, HttpContext? context) => resolve(user, context);
    }
}
