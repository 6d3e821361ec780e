using System.Security.Claims;
using CsTelemetry.AspNetCore.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore;

/// <summary>
/// Is ASP.NET Core Identity's sign-in manager, and reports failed logins: wrong passwords, unknown and locked-out users,
/// wrong second factors. Register it with <c>AddLoginFailureCapture</c>, or derive your own manager from it.
/// </summary>
/// <typeparam name="TUser">The app's user.</typeparam>
/// <param name="userManager">As the base class takes it.</param>
/// <param name="contextAccessor">As the base class takes it.</param>
/// <param name="claimsFactory">As the base class takes it; also tells the account of a user whose login failed.</param>
/// <param name="optionsAccessor">As the base class takes it.</param>
/// <param name="logger">As the base class takes it.</param>
/// <param name="schemes">As the base class takes it.</param>
/// <param name="confirmation">As the base class takes it.</param>
public class CapturingSignInManager<TUser>(
    UserManager<TUser> userManager,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<TUser> claimsFactory,
    IOptions<IdentityOptions> optionsAccessor,
    ILogger<SignInManager<TUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<TUser> confirmation)
    : SignInManager<TUser>(userManager, contextAccessor, claimsFactory, optionsAccessor, logger, schemes, confirmation)
    where TUser : class
{
    private const string Password = "pwd";
    private const string SecondFactor = "mfa";
    private int _reported;

    /// <inheritdoc/>
    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        var before = _reported;
        var result = await base.PasswordSignInAsync(userName, password, isPersistent, lockoutOnFailure).ConfigureAwait(false);
        if (IsFailure(result) && _reported == before)
        {
            await ReportAsync(null, Password, "unknown_user").ConfigureAwait(false);
        }

        return result;
    }

    /// <inheritdoc/>
    public override async Task<SignInResult> CheckPasswordSignInAsync(TUser user, string password, bool lockoutOnFailure)
    {
        var result = await base.CheckPasswordSignInAsync(user, password, lockoutOnFailure).ConfigureAwait(false);
        return await ReportedAsync(user, result, Password, "invalid_password").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<SignInResult> TwoFactorAuthenticatorSignInAsync(string code, bool isPersistent, bool rememberClient)
    {
        var user = await GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false);
        var result = await base.TwoFactorAuthenticatorSignInAsync(code, isPersistent, rememberClient).ConfigureAwait(false);
        return await ReportedAsync(user, result, SecondFactor, "invalid_code").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<SignInResult> TwoFactorSignInAsync(string provider, string code, bool isPersistent, bool rememberClient)
    {
        var user = await GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false);
        var result = await base.TwoFactorSignInAsync(provider, code, isPersistent, rememberClient).ConfigureAwait(false);
        return await ReportedAsync(user, result, SecondFactor, "invalid_code").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<SignInResult> TwoFactorRecoveryCodeSignInAsync(string recoveryCode)
    {
        var user = await GetTwoFactorAuthenticationUserAsync().ConfigureAwait(false);
        var result = await base.TwoFactorRecoveryCodeSignInAsync(recoveryCode).ConfigureAwait(false);
        return await ReportedAsync(user, result, SecondFactor, "invalid_code").ConfigureAwait(false);
    }

    private static bool IsFailure(SignInResult result) => !result.Succeeded && !result.RequiresTwoFactor;

    private async Task<SignInResult> ReportedAsync(TUser? user, SignInResult result, string method, string reason)
    {
        if (IsFailure(result))
        {
            await ReportAsync(user, method, result.IsLockedOut ? "locked_out" : result.IsNotAllowed ? "not_allowed" : reason).ConfigureAwait(false);
        }

        return result;
    }

    private async Task ReportAsync(TUser? user, string method, string reason)
    {
        _reported++;
        var services = Context.RequestServices;
        if (services.GetService<IOptions<CsTelemetryWebOptions>>() is not { Value.CaptureLogins: true } || services.GetService<LoginReporter>() is not { } reporter)
        {
            return;
        }

        try
        {
            var principal = user is null ? new ClaimsPrincipal() : await ClaimsFactory.CreateAsync(user).ConfigureAwait(false);
            reporter.Failed(Context, principal, method, reason);
        }
        catch (Exception failure)
        {
            reporter.Note(failure);
        }
    }
}
