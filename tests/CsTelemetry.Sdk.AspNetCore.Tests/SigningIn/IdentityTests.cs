using CsTelemetry.AspNetCore;
using CsTelemetry.Sdk.AspNetCore.Tests.Fakes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Sdk.AspNetCore.Tests.SigningIn;

/// <summary>ASP.NET Core Identity as apps use it, over a user store in memory.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task A_sign_in_with_a_password_and_its_sign_out_are_captured_by_themselves()
    {
        await using var app = await StartAsync(captureFailures: false);

        await app.PostAsync("/in?name=ann&password=Right-1");
        await app.PostAsync("/in?name=ann&password=wrong");
        await app.PostAsync("/refresh");
        await app.PostAsync("/out");

        Assert.Equal(["Login acme id-ann method=pwd", "Logout acme id-ann"], app.Events);
        Assert.Single(app.Telemetry.Events.Select(one => one.SessionId).Distinct());
    }

    [Fact]
    public async Task With_one_line_more_its_refusals_are_too()
    {
        await using var app = await StartAsync(captureFailures: true);

        await app.PostAsync("/in?name=ann&password=wrong");
        await app.PostAsync("/in?name=nobody&password=wrong");
        await app.PostAsync("/in?name=ann&password=wrong");
        await app.PostAsync("/in?name=ann&password=Right-1");

        Assert.Equal(
            ["LoginFailed acme id-ann method=pwd reason=invalid_password", "LoginFailed acme id-ann method=pwd reason=locked_out", "LoginFailed acme id-ann method=pwd reason=locked_out"],
            app.Events);
        Assert.Equal(1, app.Meter.Counts["unattributed login_failed"]);
    }

    [Fact]
    public async Task An_unknown_user_fails_on_the_default_account()
    {
        await using var app = await StartAsync(captureFailures: true, web => web.DefaultAccountId = "unknown");

        await app.PostAsync("/in?name=nobody&password=wrong");

        Assert.Equal(["LoginFailed unknown method=pwd reason=unknown_user"], app.Events);
    }

    [Fact]
    public void A_manager_of_the_apps_own_is_not_replaced_behind_its_back()
    {
        var identity = new ServiceCollection().AddIdentityCore<AppUser>().AddSignInManager<OwnManager>();

        var refused = Assert.Throws<InvalidOperationException>(() => identity.AddLoginFailureCapture<AppUser>());

        Assert.Contains("CapturingSignInManager<AppUser>", refused.Message, StringComparison.Ordinal);
    }

    private static Task<TestApp> StartAsync(bool captureFailures, Action<CsTelemetryWebOptions>? web = null) => TestApp.StartAsync(
        services =>
        {
            services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
            services.AddSingleton<IUserStore<AppUser>, AppUserStore>();
            var identity = services.AddIdentityCore<AppUser>(options => options.Lockout.MaxFailedAccessAttempts = 2).AddSignInManager();
            if (captureFailures)
            {
                identity.AddLoginFailureCapture<AppUser>();
            }
        },
        app =>
        {
            app.UseCsTelemetry();
            app.MapPost("/in", async (string name, string password, SignInManager<AppUser> signIn, UserManager<AppUser> users) =>
            {
                await AddAsync(users);
                return (await signIn.PasswordSignInAsync(name, password, isPersistent: false, lockoutOnFailure: true)).ToString();
            });
            app.MapPost("/refresh", async (HttpContext context, SignInManager<AppUser> signIn, UserManager<AppUser> users) =>
                await signIn.RefreshSignInAsync((await users.GetUserAsync(context.User))!));
            app.MapPost("/out", (SignInManager<AppUser> signIn) => signIn.SignOutAsync());
        },
        web);

    private static async Task AddAsync(UserManager<AppUser> users)
    {
        if (await users.FindByNameAsync("ann") is null)
        {
            Assert.True((await users.CreateAsync(new AppUser { Id = "id-ann", Name = "ann", AccountId = "acme" }, "Right-1")).Succeeded);
        }
    }

    private sealed class OwnManager(
        UserManager<AppUser> users, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<AppUser> claims, IOptions<IdentityOptions> options,
        ILogger<SignInManager<AppUser>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<AppUser> confirmation)
        : SignInManager<AppUser>(users, accessor, claims, options, logger, schemes, confirmation);
}
