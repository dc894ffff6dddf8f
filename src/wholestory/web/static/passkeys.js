// Passkeys: a form's hidden field is filled in by the browser, then the form is sent. Nothing is fetched.
'use strict'
{
  const bytes = (text) => {
    const plain = text.replace(/-/g, '+').replace(/_/g, '/')
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0))
  }
  const text = (buffer) => {
    const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
    return btoa(letters).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  }
  const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }))

  const asked = (form) => {
    const { publicKey } = JSON.parse(form.dataset.options)
    publicKey.challenge = bytes(publicKey.challenge)
    if (form.dataset.passkey === 'get') {
      publicKey.allowCredentials = named(publicKey.allowCredentials)
      return { publicKey }
    }
    publicKey.user = { ...publicKey.user, id: bytes(publicKey.user.id) }
    publicKey.excludeCredentials = named(publicKey.excludeCredentials)
    const alone = form.elements.passwordless
    if (alone && alone.checked) {
      publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required' }
    }
    return { publicKey }
  }

  const said = (credential) => {
    const response = {}
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (credential.response[name]) response[name] = text(credential.response[name])
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports()
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    }
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const button = form.querySelector('[data-passkey-button]')
    const failed = form.querySelector('[data-passkey-failed]')
    if (!window.PublicKeyCredential) continue
    button.hidden = false
    button.addEventListener('click', async () => {
      failed.hidden = true
      try {
        const options = asked(form)
        const given = form.dataset.passkey === 'get' ? await navigator.credentials.get(options) : await navigator.credentials.create(options)
        form.elements.credential.value = JSON.stringify(said(given))
        form.submit()
      } catch {
        failed.hidden = false
      }
    })
  }
}
